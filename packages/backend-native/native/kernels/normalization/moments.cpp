#include "norm-moments.hpp"
#include "norm-statistics.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Count, mean (as the sum of two floats) and centred second moment of each channel of each group. */
Status moments(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* weights = in.optionalFloats();
  const StatisticsBuffers statistics = takeStatistics(in);
  const View view = in.view();
  if (in.status != Status::done) return in.status;
  return withLayout(view, weights != nullptr, [&](const auto& layout) {
    return reduceUnits(
        call, layout, MomentsReduction{x, weights},
        [&](const NormUnit& unit, const Partial& measured) { storeStatistics(statistics, unit, measured); },
        NothingToApply{});
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
