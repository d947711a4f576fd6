#include "channels.hpp"
#include "pooling.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values that a task reads, about. */
constexpr long TASK_VALUES = 1 << 16;

using Elements = WindowElements<const float>;

/** The first of equals, and the first NaN before all. */
template <bool LOCATED>
EVENKEEL_INLINE void maximum(const Elements& elements, long rows, long columns, long channels, float* out, int* where) {
  forChannels(channels, [&](auto kind, long channel) {
    using Kind = decltype(kind);
    using Values = typename Kind::Values;
    using Places = typename Kind::Places;
    const float* line = elements.first + channel;
    int position = elements.position;
    Values best = valuesAt<Kind>(line);
    Places place = Places{} + position;
    for (long i = 0; i < rows; i++) {
      for (long j = 0; j < columns; j++) {
        const Values value = valuesAt<Kind>(line + j * elements.across);
        const Places at = Places{} + (position + static_cast<int>(j) * elements.positionAcross);
        if (LOCATED) place = best == best ? (value <= best ? place : at) : place;
        best = best == best ? (value <= best ? best : value) : best;
      }
      line += elements.down;
      position += elements.positionDown;
    }
    put<Kind>(out + channel, best);
    if (LOCATED) put<Kind>(where + channel, place);
  });
}

EVENKEEL_INLINE void total(const Elements& elements, long rows, long columns, long channels, float* out) {
  forChannels(channels, [&](auto kind, long channel) {
    const float* line = elements.first + channel;
    auto sums = kind.none();
    for (long i = 0; i < rows; i++, line += elements.down) {
      for (long j = 0; j < columns; j++) {
        sums = kind.add(sums, valuesAt<decltype(kind)>(line + j * elements.across));
      }
    }
    put<decltype(kind)>(out + channel, kind.round(sums));
  });
}

/** Calls pooled(rows, columns), with numbers that the compiler knows for the most usual windows: it unrolls them. */
template <typename Pooled>
EVENKEEL_INLINE void withSize(long rows, long columns, const Pooled& pooled) {
  if (rows == 2 && columns == 2) pooled(2, 2);
  else if (rows == 3 && columns == 3) pooled(3, 3);
  else pooled(rows, columns);
}

/** Row r of the output of one image. */
template <PoolOp OP, bool LOCATED>
void poolRow(const float* plane, float* out, int* where, const Window& window, long r) {
  const long channels = window.channels;
  for (long c = 0; c < window.outWidth; c++, out += channels, where += LOCATED ? channels : 0) {
    const Elements elements = elementsOf(plane, window, r, c);
    if (OP == PoolOp::max && elements.rows == 0) {
      for (long i = 0; i < channels; i++) out[i] = -__builtin_inff();
      for (long i = 0; i < channels && LOCATED; i++) where[i] = -1;
      continue;
    }
    withSize(elements.rows, elements.columns, [&](long rows, long columns) __attribute__((always_inline)) {
      if (OP == PoolOp::max) maximum<LOCATED>(elements, rows, columns, channels, out, where);
      else total(elements, rows, columns, channels, out);
    });
  }
}

}  // namespace

/** Max or sum over windows, and for max the positions of the winners; see the contract. */
Status pool(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  float* out = in.floats();
  int* where = in.optionalIntegers();
  const Window window = in.window();
  const PoolOp op = in.choice<PoolOp>();
  if (in.status != Status::done) return in.status;

  const long plane = window.height * window.width * window.channels, line = window.outWidth * window.channels;
  const long valuesPerRow = line * window.kernelHeight * window.kernelWidth;
  const long rowsPerTask = TASK_VALUES / (valuesPerRow + 1) + 1;
  parallelChunks(call, window.batch * window.outHeight, rowsPerTask, [&](long begin, long end) {
    for (long row = begin; row < end; row++) {
      const float* image = x + row / window.outHeight * plane;
      const long r = row % window.outHeight, to = row * line;
      if (op == PoolOp::sum) poolRow<PoolOp::sum, false>(image, out + to, nullptr, window, r);
      else if (where == nullptr) poolRow<PoolOp::max, false>(image, out + to, nullptr, window, r);
      else poolRow<PoolOp::max, true>(image, out + to, where + to, window, r);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
