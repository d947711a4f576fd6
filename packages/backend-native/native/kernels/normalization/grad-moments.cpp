#include "norm-gradient.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** sum = Σ dy and product = Σ dy · ((x - center) · scale + shift), by channel. */
Status gradMoments(const Call& call) {
  Arguments in(call);
  const float* dy = in.floats();
  const float* x = in.floats();
  const float* center = in.floats();
  const float* scale = in.floats();
  const float* shift = in.floats();
  float* sum = in.floats();
  float* product = in.floats();
  const View view = in.view();
  if (in.status != Status::done) return in.status;
  const GradientReduction reduction{{dy, nullptr, Activation::none, 0}, x, center, scale};
  return withLayout(view, false, [&](const auto& layout) {
    return reduceUnits(
        call, layout, reduction,
        [&](const NormUnit& unit, const Partial& sums) {
          for (long c = 0; c < unit.channels; c++) {
            const long entry = unit.entry + c;
            sum[entry] = static_cast<float>(sums.first[c]);
            product[entry] = static_cast<float>(sums.second[c] + shift[entry] * sums.first[c]);
          }
        },
        NothingToApply{});
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
