#include "../call.hpp"
#include "../reductions/fold-lines.hpp"
#include "../reductions/row-tail.hpp"
#include "../moving/runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Values of a task, about. */
constexpr long TASK_VALUES = 1 << 15;

/** Calls each(i, count, room) for the vectors of a row of n values; `room` floats from there on are the task's. */
template <typename Each>
EVENKEEL_INLINE void forVectors(long n, long room, const Each& each) {
  long i = 0;
  for (; i <= n - LANES; i += LANES) each(i, LANES, room - i);
  if (i < n) each(i, n - i, room - i);
}

/** Label smoothing s: (1 − s) of the targets stays and the share s / columns of their sum goes to each column. */
struct Smoothing {
  double sharp, share;
};

/** to = slope·(p·Σt − t) of one row. */
void gradientOfTargets(const float* p, const float* t, float* to, double slope, long n, long room,
                       const Smoothing& smoothing) {
  const double total = foldRow<SumFold>(t, n);
  const Wide slopes = broadcastWide(slope), totals = broadcastWide(total);
  const Wide sharp = broadcastWide(smoothing.sharp), smooth = broadcastWide(smoothing.share * total);
  forVectors(n, room, [&](long i, long count, long left) {
    const Wide target = sharp * widen(loadTail(t + i, count, left)) + smooth;
    const Wide gradient = slopes * (widen(loadTail(p + i, count, left)) * totals - target);
    storeTail(to + i, narrow(gradient), count, left);
  });
}

void gradientOfLabel(const float* p, int label, float* to, double slope, long n, long room,
                     const Smoothing& smoothing) {
  const Wide slopes = broadcastWide(slope), smooth = broadcastWide(smoothing.share);
  forVectors(n, room, [&](long i, long count, long left) {
    storeTail(to + i, narrow(slopes * (widen(loadTail(p + i, count, left)) - smooth)), count, left);
  });
  to[label] = static_cast<float>(slope * (p[label] - (smoothing.sharp + smoothing.share)));
}

}  // namespace

/** dlogits = dloss·(probabilities·Σt − t) by rows; a row whose label is negative gets zeros. */
Status softmaxCrossEntropyGradient(const Call& call) {
  Arguments in(call);
  const float* probabilities = in.floats();
  const int* labels = in.optionalIntegers();
  const float* targets = in.optionalFloats();
  const float* dloss = in.floats();
  float* dlogits = in.floats();
  const long rows = in.size(), n = in.size();
  const double smooth = in.number();
  if (in.status != Status::done) return in.status;

  const Smoothing smoothing{1 - smooth, smooth / static_cast<double>(n)};
  parallelChunks(call, rows, TASK_VALUES / (n + 1) + 1, [&](long begin, long end) {
    for (long row = begin; row < end; row++) {
      const float* p = probabilities + row * n;
      const float* t = targets == nullptr ? nullptr : targets + row * n;
      const int label = labels == nullptr ? -1 : labels[row];
      float* to = dlogits + row * n;
      const long room = (end - row) * n;
      if (t != nullptr) gradientOfTargets(p, t, to, dloss[row], n, room, smoothing);
      else if (label >= 0) gradientOfLabel(p, label, to, dloss[row], n, room, smoothing);
      else clearRun(to, n);
    }
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
