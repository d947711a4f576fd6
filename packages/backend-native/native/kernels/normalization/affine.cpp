#include "norm-affine.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** y = (x - center) * scale + shift, by channel. */
Status affine(const Call& call) {
  Arguments in(call);
  const float* x = in.floats();
  const float* center = in.floats();
  const float* scale = in.floats();
  const float* shift = in.floats();
  float* y = in.floats();
  const View view = in.view();
  if (in.status != Status::done) return in.status;
  const long length = view.groups * view.outer * view.channels * view.inner;
  const AffinePass pass{x, center, scale, shift, y, Activation::none, 0, length};
  return withLayout(view, false, [&](const auto& layout) {
    return applyToUnits(call, layout, [&](const NormUnit& unit, Chunk range, float* tiles) {
      pass.apply(layout, unit, range, tiles);
    });
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
