// y = f((x - center) * scale + shift), the pass that ends every forward.
#pragma once
#include "../activations/activations.hpp"
#include "norm-reduce.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Coefficients by entry, see `NormUnit`. `y` may be x. */
struct AffinePass {
  const float* x;
  const float* center;
  const float* scale;
  const float* shift;
  float* y;
  Activation activation;
  float alpha;
  /** Elements of y altogether. */
  long length;

  void apply(const Columns& columns, const NormUnit& unit, Chunk rows, float* tiles) const;
  void apply(const Planes& planes, const NormUnit& unit, Chunk range, float* tiles) const;
};

}  // namespace evenkeel::EVENKEEL_ISA
