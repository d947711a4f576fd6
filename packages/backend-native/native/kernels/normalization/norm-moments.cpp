#include "norm-moments.hpp"
#include "norm-join.hpp"

namespace evenkeel::EVENKEEL_ISA {

void MomentsReduction::merge(Partial& into, const Partial& other, long slots) {
  if (other.count == 0) return;
  const double count = into.count + other.count;
  // With nothing on this side the shares are 0 and 1, but what stands in its sums is to be overwritten, not multiplied.
  const bool first = into.count == 0;
  const double share = other.count / count, between = into.count * share;
  double* __restrict mean = into.first;
  double* __restrict m2 = into.second;
  const double* __restrict otherMean = other.first;
  const double* __restrict otherM2 = other.second;
  into.count = count;
  if (first) {
    for (long i = 0; i < slots; i++) mean[i] = otherMean[i], m2[i] = otherM2[i];
    return;
  }
  for (long i = 0; i < slots; i++) {
    const double delta = otherMean[i] - mean[i];
    mean[i] += delta * share;
    m2[i] += otherM2[i] + delta * delta * between;
  }
}

void MomentsReduction::join(const Columns& columns, const NormUnit& unit, Partial& result) {
  double* mean = result.first;
  double* m2 = result.second;
  closeGap(unit, mean);
  closeGap(unit, m2);
  if (columns.simple()) return;
  // Columns of equal count: the mean of their means, and the squares between these.
  const double count = result.count, each = static_cast<double>(columns.inner() * columns.joined());
  for (long channel = 0; channel < unit.channels; channel++) {
    const double whole = sumOverColumns(columns, unit, channel, [&](long i) { return mean[i]; }) / each;
    const double within = sumOverColumns(columns, unit, channel, [&](long i) { return m2[i]; });
    const double between =
        sumOverColumns(columns, unit, channel, [&](long i) { return (mean[i] - whole) * (mean[i] - whole); });
    // Columns of this channel lie at or behind its own place, those of later channels behind it.
    mean[channel] = whole;
    m2[channel] = within + count * between;
  }
  result.count = count * each;
}

}  // namespace evenkeel::EVENKEEL_ISA
