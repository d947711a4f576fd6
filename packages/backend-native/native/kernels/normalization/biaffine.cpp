#include "norm-gradient.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** dx = a · ((dy + w · d) + w · b · (x - center)), by channel. */
Status biaffine(const Call& call) {
  Arguments in(call);
  const float* dy = in.floats();
  const float* x = in.floats();
  const float* weights = in.optionalFloats();
  const float* center = in.floats();
  const float* a = in.floats();
  const float* b = in.floats();
  const float* d = in.floats();
  float* dx = in.floats();
  const View view = in.view();
  if (in.status != Status::done) return in.status;
  const long length = view.groups * view.outer * view.channels * view.inner;
  const BiaffinePass pass{{dy, nullptr, Activation::none, 0}, x, weights, center, a, b, d, dx, length};
  return withLayout(view, weights != nullptr, [&](const auto& layout) {
    return applyToUnits(call, layout, [&](const NormUnit& unit, Chunk range, float* tiles) {
      pass.apply(layout, unit, range, tiles);
    });
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
