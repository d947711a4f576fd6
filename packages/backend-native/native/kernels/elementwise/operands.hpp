// Broadcast operands, read in the order of the output without a division for each element.
#pragma once
#include "../call.hpp"
#include "../moving/runs.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Elements of an operand for a piece of the output: one after the other, or the same one for all. */
struct OperandRun {
  const float* from;
  bool moves;
};

/**
 * Where a broadcast operand stands. In a run it moves along with the output (rows: inner is 1) or stands still
 * (columns, scalars).
 */
class OperandCursor {
 public:
  OperandCursor(const float* data, const Operand& operand, long begin)
      : data_(data), channels_(operand.channels), inner_(operand.inner) {
    moves_ = inner_ == 1 && channels_ > 1;
    if (begin > 0) position_ = begin / inner_ % channels_;
    if (channels_ == 1) left_ = ENDLESS;
    else if (moves_) left_ = channels_ - position_;
    else left_ = inner_ - begin % inner_;
  }

  /** Elements of the output until the run ends. */
  long left() const { return left_; }
  OperandRun run() const { return {data_ + position_, moves_}; }

  /** Goes on by `count` elements, `left()` at most. */
  void advance(long count) {
    if (channels_ == 1) return;
    left_ -= count;
    if (moves_) position_ += count;
    if (left_ > 0) return;
    if (!moves_) position_++;
    if (position_ == channels_) position_ = 0;
    left_ = moves_ ? channels_ : inner_;
  }

  /** Writes the next `count` elements of the output's view of the operand into `to`, and goes on by as many. */
  void expand(float* to, long count) {
    while (count > 0) {
      const long piece = left_ < count ? left_ : count;
      const float* from = data_ + position_;
      if (moves_) copyRun(from, to, piece);
      else for (long i = 0; i < piece; i++) to[i] = *from;
      advance(piece);
      to += piece;
      count -= piece;
    }
  }

 private:
  static constexpr long ENDLESS = __LONG_MAX__;
  const float* data_;
  long channels_, inner_;
  bool moves_;
  long position_ = 0, left_;
};

/** Shorter runs are expanded, so that the loops over runs are long ones. */
constexpr long SHORT_RUN = 128;
constexpr long EXPANDED_RUN = 512;

/** Calls use(runs, i, count) for the elements i..i+count-1 of begin..end-1, where each operand is one run. */
template <int COUNT, typename Use>
EVENKEEL_INLINE void forEachRun(OperandCursor (&cursors)[COUNT], long begin, long end, const Use& use) {
  float expanded[COUNT][EXPANDED_RUN];
  OperandRun runs[COUNT];
  while (begin < end) {
    long length = end - begin;
    long longest = length < EXPANDED_RUN ? length : EXPANDED_RUN;
    for (const OperandCursor& cursor : cursors) {
      if (cursor.left() < length) length = cursor.left();
      if (cursor.left() >= SHORT_RUN && cursor.left() < longest) longest = cursor.left();
    }
    const bool expands = length < SHORT_RUN && length < longest;
    if (expands) length = longest;
    for (int k = 0; k < COUNT; k++) {
      OperandCursor& cursor = cursors[k];
      if (cursor.left() >= length) {
        runs[k] = cursor.run();
        cursor.advance(length);
      } else {
        cursor.expand(expanded[k], length);
        runs[k] = {expanded[k], true};
      }
    }
    use(runs, begin, length);
    begin += length;
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
