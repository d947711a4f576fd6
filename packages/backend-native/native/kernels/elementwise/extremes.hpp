// Maximum and minimum as IEEE 754-2019 has them: NaN when either is NaN, and -0 less than +0.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** The bits of equal numbers are the same but for the sign of zeros. */
EVENKEEL_INLINE Floats maximum(Floats a, Floats b) {
  const Floats greater = a > b ? a : b;
  const Floats equal = reinterpret_cast<Floats>(reinterpret_cast<Ints>(a) & reinterpret_cast<Ints>(b));
  return a != a ? a : a == b ? equal : greater;
}

EVENKEEL_INLINE Floats minimum(Floats a, Floats b) {
  const Floats less = a < b ? a : b;
  const Floats equal = reinterpret_cast<Floats>(reinterpret_cast<Ints>(a) | reinterpret_cast<Ints>(b));
  return a != a ? a : a == b ? equal : less;
}

/** 1 where the comparison holds, else 0. */
EVENKEEL_INLINE Floats asNumber(Ints holds) { return holds ? broadcast(1) : Floats{}; }

}  // namespace evenkeel::EVENKEEL_ISA
