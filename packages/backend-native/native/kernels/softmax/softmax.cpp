#include "../call.hpp"
#include "softmax-rows.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values of a task, about. */
constexpr long TASK_VALUES = 1 << 14;

/** Rows begin..end-1 of n values. */
void softmaxOfRange(const float* x, float* y, long begin, long end, long n, bool logarithm) {
  RowSums sums;
  for (long row = begin; row < end; row += LANES) {
    const Rows rows{end - row < LANES ? end - row : LANES, n, (end - row) * n};
    const float* from = x + row * n;
    float* to = y + row * n;
    if (logarithm && n <= SHORT_ROW) {
      softmaxOfShortRows<true>(from, to, rows, sums);
      continue;
    }
    softmaxOfRows(from, to, rows, sums);
    for (long i = 0; i < rows.count && logarithm; i++) {
      const double largest = sums.largest[i], less = log(broadcastDouble(sums.sum[i]))[0];
      for (long j = i * n; j < (i + 1) * n; j++) to[j] = static_cast<float>((from[j] - largest) - less);
    }
  }
}

/** Up to a vector of columns side by side, of n values each that are `stride` apart. */
void softmaxOfColumns(const float* x, float* y, long n, long stride, long count, bool logarithm) {
  const auto at = [&](const float* from) { return count == LANES ? load(from) : loadPart(from, count); };
  const auto put = [&](float* to, Floats value) { count == LANES ? store(to, value) : storePart(to, value, count); };
  Floats largest = broadcast(LOWEST);
  for (long i = 0; i < n; i++) largest = larger(at(x + i * stride), largest);
  const Wide shift = widen(largest);
  Wide sum = broadcastWide(0);
  for (long i = 0; i < n; i++) {
    const Wide exponentials = exp(widen(at(x + i * stride)) - shift);
    sum = sum + exponentials;
    if (!logarithm) put(y + i * stride, narrow(exponentials));
  }
  const Wide less = log(sum);
  const Floats inverse = narrow(broadcastWide(1) / sum);
  for (long i = 0; i < n; i++) {
    const long place = i * stride;
    put(y + place, logarithm ? narrow((widen(at(x + place)) - shift) - less) : at(y + place) * inverse);
  }
}

}  // namespace

/** Softmax, or its logarithm, over the middle of [outer, n, inner]. */
Status softmax(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  float* y = in.floats();
  const long outer = in.size(), n = in.size(), inner = in.size();
  const bool logarithm = in.flag();
  if (in.status != Status::done) return in.status;

  const long line = n * inner;
  const long linesPerTask = TASK_VALUES / (line + 1) / LANES * LANES + (line < TASK_VALUES / LANES ? LANES : 1);
  parallelChunks(call, outer, linesPerTask, [&](long begin, long end) {
    if (inner == 1) return softmaxOfRange(x, y, begin, end, n, logarithm);
    for (long i = begin; i < end; i++) {
      for (long column = 0; column < inner; column += LANES) {
        const long count = inner - column < LANES ? inner - column : LANES;
        softmaxOfColumns(x + i * line + column, y + i * line + column, n, inner, count, logarithm);
      }
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
