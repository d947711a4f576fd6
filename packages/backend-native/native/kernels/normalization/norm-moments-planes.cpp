#include "norm-exact.hpp"
#include "norm-moments.hpp"
#include "norm-run-loops.hpp"
#include "norm-runs.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The share of a tile that the estimate of its mean is taken from. */
constexpr long SAMPLED = 8;

/** What the sums of a tile are taken about, and the weight of the tile. */
struct Estimate {
  float value;
  double count;
};

/** The first element of weight: differences are taken from it, so that what elements have in common costs no digits. */
struct FirstElement {
  bool found = false;
  float value = 0;

  void look(const RunInputs& run, long length) {
    for (long i = 0; !found && i < length; i++) {
      if (run.weights != nullptr && run.weights[i] == 0) continue;
      found = true;
      value = run.x[i];
    }
  }
};

/** The value where there is weight, and 0 where a value of weight 0 or none stands. */
template <typename Vector>
EVENKEEL_INLINE Floats weightedOnly(Floats weights, Floats value, const Vector& vector) {
  return vector.keep(weights != Floats{} ? value : Floats{});
}

/** The runs of a range, of which those of a scattered layout were gathered to one. */
struct Runs {
  const Planes& planes;
  const NormUnit& unit;
  const RunInputs& inputs;
  bool gathered;
  Chunk all;

  /** Calls work(inputs of the run, length, ahead) for the runs of the first `length` elements. */
  template <typename Work>
  EVENKEEL_INLINE void each(long length, const Work& work) const {
    if (gathered) {
      work(inputs, length, 0);
      return;
    }
    forRuns(planes, unit, {all.begin, all.begin + length}, inputs, nullptr, work);
  }
};

/** The mean of the first elements, summed as differences from one of them. */
Estimate estimateMean(const Runs& runs, long length) {
  const long share = length / SAMPLED, sample = share > LANES ? share : length < LANES ? length : LANES;
  float base = 0;
  runs.each(1, [&](const RunInputs& run, long, long) { base = run.x[0]; });
  Floats sums{};
  runs.each(sample, [&](const RunInputs& run, long count, long) {
    long i = 0;
    for (; i <= count - LANES; i += LANES) sums += load(run.x + i) - base;
    if (i == count) return;
    const LastVector last(count);
    sums += last.keep(last.load(run.x) - base);
  });
  return {base + sumOfLanes(sums) / static_cast<float>(sample), static_cast<double>(length)};
}

/** The weighted mean of the whole tile: few elements may hold most of the weight. */
Estimate estimateWeightedMean(const Runs& runs, long length) {
  FirstElement base;
  runs.each(length, [&](const RunInputs& run, long count, long) { base.look(run, count); });
  LaneSums sums;
  runs.each(length, [&](const RunInputs& run, long count, long ahead) {
    sumRun(count, ahead, sums, [&](const auto& vector, Floats& first, Floats& second) {
      const Floats weights = vector.keep(vector.loadHere(run.weights));
      first += weights;
      second += weights * weightedOnly(weights, vector.load(run.x) - base.value, vector);
    });
  });
  const double count = sumOfLanes(sums.first);
  if (!base.found) return {0, 0};
  return {static_cast<float>(base.value + sumOfLanes(sums.second) / count), count};
}

/** Sums of the deviations from an estimate, and of their squares, weighted where there are weights. */
LaneSums sumDeviations(const Runs& runs, long length, float center) {
  LaneSums sums;
  runs.each(length, [&](const RunInputs& run, long count, long ahead) {
    if (run.weights == nullptr) {
      sumRun(count, ahead, sums, [&](const auto& vector, Floats& first, Floats& second) {
        const Floats deviation = vector.keep(vector.load(run.x) - center);
        first += deviation;
        second += deviation * deviation;
      });
    } else {
      sumRun(count, ahead, sums, [&](const auto& vector, Floats& first, Floats& second) {
        const Floats weights = vector.keep(vector.loadHere(run.weights));
        const Floats deviation = weightedOnly(weights, vector.load(run.x) - center, vector);
        first += weights * deviation;
        second += weights * deviation * deviation;
      });
    }
  });
  return sums;
}

void measureExactly(const Runs& runs, long length, Partial& result) {
  ExactMoments exact;
  runs.each(length, [&](const auto& run, long count, long) { exact.measureMean(run.x, 1, run.weights, count); });
  runs.each(length, [&](const auto& run, long count, long) { exact.measureSquares(run.x, 1, run.weights, count); });
  result.first[0] = exact.mean();
  result.second[0] = exact.m2();
}

}  // namespace

void MomentsReduction::measure(const Planes& planes, const NormUnit& unit, Chunk range, Partial& result,
                               float* tiles) const {
  const long length = range.end - range.begin;
  result.count = result.first[0] = result.second[0] = 0;
  if (length == 0) return;
  RunInputs inputs;
  inputs.x = x;
  inputs.weights = weights;
  const RunInputs gathered = planes.scattered() ? gatherInputs(planes, unit, range, inputs, tiles) : inputs;
  const Runs runs{planes, unit, gathered, planes.scattered(), range};
  const Estimate estimate = weights == nullptr ? estimateMean(runs, length) : estimateWeightedMean(runs, length);
  if (estimate.count == 0) return;
  result.count = estimate.count;
  const LaneSums sums = sumDeviations(runs, length, estimate.value);
  const double deviations = sumOfLanes(sums.first), squares = sumOfLanes(sums.second);
  if (outOfRange(squares)) {
    measureExactly(runs, length, result);
    return;
  }
  const double moved = deviations / estimate.count, m2 = squares - deviations * moved;
  result.first[0] = estimate.value + moved;
  // Rounding may leave a little less than nothing.
  result.second[0] = m2 < 0 ? 0 : m2;
}

}  // namespace evenkeel::EVENKEEL_ISA
