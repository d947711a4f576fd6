// The gradient behind an activation, vector by vector.
#pragma once
#include "norm-activations.hpp"
#include "norm-gradient.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** A vector of a row, by its place among all elements. */
struct AtOffset {
  long offset;
  EVENKEEL_INLINE Floats load(const float* elements) const { return EVENKEEL_ISA::load(elements + offset); }
};

/** dz of the vectors of a run or row, with the formula of the slope known to the compiler. */
template <Slope SLOPE>
struct Upstream {
  const float* dy;
  const float* y;
  SlopeConstants constants;

  template <typename Vector>
  EVENKEEL_INLINE Floats load(const Vector& vector) const {
    const Floats dz = vector.load(dy);
    if constexpr (SLOPE == Slope::one) return dz;
    else return dz * slopeOf<SLOPE>(vector.load(y), constants);
  }
  EVENKEEL_INLINE void prefetch(long offset) const {
    __builtin_prefetch(dy + offset);
    if constexpr (SLOPE != Slope::one) __builtin_prefetch(y + offset);
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
