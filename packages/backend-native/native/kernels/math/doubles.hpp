// What elementary functions need of double precision: bits, signs, limits and polynomials.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

typedef unsigned long long Bits __attribute__((vector_size(EVENKEEL_VECTOR_BYTES)));

constexpr double INFINITE = __builtin_inf();
constexpr double NOT_A_NUMBER = __builtin_nan("");

/** 1.5 · 2^52: adding it rounds to a whole number, which stands in the low bits until it is subtracted again. */
constexpr double ROUNDING_SHIFT = 6755399441055744.0;

EVENKEEL_INLINE Bits asBits(Doubles x) { return reinterpret_cast<Bits>(x); }
EVENKEEL_INLINE Doubles asDoubles(Bits bits) { return reinterpret_cast<Doubles>(bits); }

constexpr unsigned long long SIGN = 1ull << 63;

/** |x| */
EVENKEEL_INLINE Doubles magnitude(Doubles x) { return asDoubles(asBits(x) & ~SIGN); }

/** |x| with the sign of `sign`. */
EVENKEEL_INLINE Doubles withSign(Doubles x, Doubles sign) {
  return asDoubles((asBits(x) & ~SIGN) | (asBits(sign) & SIGN));
}

/** The lesser of x and the limit; NaN stays NaN. */
EVENKEEL_INLINE Doubles atMost(Doubles x, double limit) { return x > limit ? broadcastDouble(limit) : x; }

/** Coefficients from the highest power down to the constant. */
template <int COUNT>
EVENKEEL_INLINE Doubles polynomial(const double (&coefficients)[COUNT], Doubles x) {
  Doubles value = broadcastDouble(coefficients[0]);
#pragma GCC unroll 16
  for (int i = 1; i < COUNT; i++) value = value * x + coefficients[i];
  return value;
}

EVENKEEL_INLINE Doubles squareRoot(Doubles x) {
  for (long i = 0; i < LANES / 2; i++) x[i] = __builtin_sqrt(x[i]);
  return x;
}

}  // namespace evenkeel::EVENKEEL_ISA
