#include "norm-layout.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Columns of a block, where memory sets the pace: it delivers long pieces of rows best. */
constexpr long LONG_PIECE = 1024;
/** Elements of a block in the cache, at least: beside so many the work on results counts little. */
constexpr long BLOCK_ELEMENTS = 1 << 13;
/** Columns that fill the registers of a loop. */
constexpr long NARROW = 64;
/** Runs of a channel that cost more by themselves than as columns, if there are many below each other. */
constexpr long SHORT_RUN = 64, MANY_RUNS = 16;

long least(long a, long b) { return a < b ? a : b; }
long most(long a, long b) { return a > b ? a : b; }

/** How many of `rows` rows to join, so that rows of few columns fill vectors, and enough of them to work on at once. */
long rowsToJoin(long columns, long rows) {
  if (columns == 0 || columns >= NARROW) return 1;
  long joined = 1;
  long vectors = NARROW / LANES, elements = columns;
  for (long count = 2; count * columns <= 4 * NARROW && count <= rows; count++) {
    if (rows % count != 0) continue;
    const long countVectors = most((count * columns + LANES - 1) / LANES, NARROW / LANES);
    if (countVectors * elements >= vectors * count * columns) continue;
    joined = count;
    vectors = countVectors;
    elements = count * columns;
  }
  return joined;
}

}  // namespace

Columns::Columns(const View& view, bool weighted) : view_(view) {
  const long columns = view.channels * view.inner;
  // Weights are taken row by row.
  joined_ = weighted ? 1 : rowsToJoin(columns, view.outer);
  rows_ = view.outer / joined_;
  pitch_ = columns * joined_;
  const bool shortRuns = view.inner < LANES || (view.inner <= SHORT_RUN && view.outer >= MANY_RUNS);
  suit_ = rows_ > 0 && view.channels > 1 && pitch_ >= LANES && (weighted ? view.inner == 1 : shortRuns);
  if (!suit_) return;
  const long inCache = (BLOCK_ELEMENTS / rows_ + NARROW - 1) / NARROW * NARROW;
  const long blockColumns = large() ? LONG_PIECE : least(most(inCache, NARROW), LONG_PIECE);
  blockChannels_ = most(blockColumns / view.inner, 1);
  blocks_ = joined_ > 1 ? 1 : most(view.channels / blockChannels_, 1);
  if (blocks_ == 1) blockChannels_ = view.channels;
  width_ = blockChannels_ * view.inner * joined_;
  widest_ = (view.channels - (blocks_ - 1) * blockChannels_) * view.inner * joined_;
}

NormUnit Columns::unit(long index) const {
  const long group = index / blocks_, block = index % blocks_;
  const long first = block * blockChannels_;
  const long channels = block == blocks_ - 1 ? view_.channels - first : blockChannels_;
  return {group,
          first,
          channels,
          group * view_.channels + first,
          channels * view_.inner * joined_,
          group * rows_ * pitch_ + first * view_.inner,
          group * view_.outer * view_.inner};
}

Planes::Planes(const View& view) : view_(view) {
  if (view.channels != 1) return;
  // Nothing lies between the elements of a single channel: one long run.
  view_.inner = view.outer * view.inner;
  view_.outer = view_.inner == 0 ? 0 : 1;
}

NormUnit Planes::unit(long index) const {
  const long group = index / view_.channels, channel = index % view_.channels;
  return {group, channel,
          1,     index,
          1,     (group * view_.outer * view_.channels + channel) * view_.inner,
          group * view_.outer * view_.inner};
}

}  // namespace evenkeel::EVENKEEL_ISA
