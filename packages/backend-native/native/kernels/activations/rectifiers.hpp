// Activations made of straight pieces, in floats. Comparisons are written so that NaN falls through to what keeps it.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

EVENKEEL_INLINE Floats relu(Floats x) { return x <= 0 ? Floats{} : x; }

EVENKEEL_INLINE Floats relu6(Floats x) { return x >= 6 ? broadcast(6) : relu(x); }

EVENKEEL_INLINE Floats leakyRelu(Floats x, float alpha) { return x > 0 ? x : x * alpha; }

/** The slope 1 where y = relu(x) is positive, else 0. */
EVENKEEL_INLINE Floats reluSlope(Floats y) { return y > 0 ? broadcast(1) : y <= 0 ? Floats{} : y; }

EVENKEEL_INLINE Floats relu6Slope(Floats y) { return y >= 6 ? Floats{} : reluSlope(y); }

EVENKEEL_INLINE Floats leakyReluSlope(Floats y, float alpha) {
  return y > 0 ? broadcast(1) : y <= 0 ? broadcast(alpha) : y;
}

}  // namespace evenkeel::EVENKEEL_ISA
