#include "../call.hpp"
#include "../reductions/fold-lines.hpp"
#include "softmax-rows.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values of a task, about. */
constexpr long TASK_VALUES = 1 << 14;

/** What a row's loss is made of: total · log(sum) + rest, with sum = Σ e^(x - largest). */
struct RowLoss {
  double total, rest;
  /** Whether there is a target other than 0: without one the loss is 0, whatever the logits are. */
  bool counts;
};

/** Σ t and Σ t·(largest − x), in which t = 0 counts as 0 even where x is infinite; `room` as in `Rows`. */
RowLoss lossOfTargets(const float* x, const float* targets, long n, long room, float largest) {
  Wide totals = broadcastWide(0), distances = broadcastWide(0);
  const Floats top = broadcast(largest), none{}, one = broadcast(1);
  Floats some{};
  for (long i = 0; i < n; i += LANES) {
    const long count = n - i < LANES ? n - i : LANES;
    const Floats t = firstLanes(loadTail(targets + i, count, room - i), count, 0);
    const Floats values = t == none ? top : loadTail(x + i, count, room - i);
    some = t == none ? some : one;
    totals = totals + widen(t);
    distances = distances + widen(t) * (widen(top) - widen(values));
  }
  return {sumOfLanes(totals), sumOfLanes(distances), sumOfLanes(some) > 0};
}

RowLoss lossOfLabel(const float* x, int label, float largest) {
  if (label < 0) return {0, 0, false};
  return {1, static_cast<double>(largest) - static_cast<double>(x[label]), true};
}

/** With smoothing s, (1 − s) of the targets stays and s · total is spread evenly over the columns. */
void smoothen(RowLoss& loss, const float* x, long n, float largest, double smoothing) {
  loss.rest *= 1 - smoothing;
  if (loss.total == 0) return;
  const double distances = static_cast<double>(n) * static_cast<double>(largest) - foldRow<SumFold>(x, n);
  loss.rest += smoothing * loss.total / static_cast<double>(n) * distances;
}

}  // namespace

/** loss = −Σ t·log softmax(logits) by rows, and the probabilities; see the contract. */
Status softmaxCrossEntropy(const Call& call) {
  Arguments in(call);
  const float* logits = in.floats();
  const int* labels = in.optionalIntegers();
  const float* targets = in.optionalFloats();
  float* loss = in.floats();
  float* probabilities = in.floats();
  const long rows = in.size(), n = in.size();
  const double smoothing = in.number();
  if (in.status != Status::done) return in.status;

  parallelChunks(call, rows, TASK_VALUES / (n + 1) / LANES * LANES + LANES, [&](long begin, long end) {
    for (long first = begin; first < end; first += LANES) {
      const long count = end - first < LANES ? end - first : LANES;
      const float* x = logits + first * n;
      RowSums sums{};
      softmaxOfRows(x, probabilities + first * n, {count, n, (end - first) * n}, sums);
      double totals[LANES] = {}, rests[LANES] = {};
      for (long i = 0; i < count; i++) {
        const long row = first + i;
        RowLoss result{0, 0, false};
        const float top = sums.largest[i];
        if (targets != nullptr) result = lossOfTargets(x + i * n, targets + row * n, n, (end - row) * n, top);
        else if (labels != nullptr) result = lossOfLabel(x + i * n, labels[row], top);
        if (smoothing != 0) smoothen(result, x + i * n, n, top, smoothing);
        totals[i] = result.counts ? result.total : 0;
        rests[i] = result.counts ? result.rest : 0;
        sums.sum[i] = result.counts ? sums.sum[i] : 1;
      }
      Wide total, rest, sum;
      __builtin_memcpy(&total, totals, sizeof total);
      __builtin_memcpy(&rest, rests, sizeof rest);
      __builtin_memcpy(&sum, sums.sum, sizeof sum);
      storeTail(loss + first, narrow(total * log(sum) + rest), count, count);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
