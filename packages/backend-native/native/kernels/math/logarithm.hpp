// Natural logarithms in double precision, to about 1e-11 (of 1 + x to 1e-11 for small x too).
#pragma once
#include "doubles.hpp"

namespace evenkeel::EVENKEEL_ISA {

constexpr unsigned long long BITS_OF_ONE = 0x3ff0000000000000;
constexpr unsigned long long BITS_OF_SQRT_HALF = 0x3fe6a09e667f3bcd;

/**
 * log(2^k · m) = k·log 2 + 2·artanh(s) with m in √½..√2 and s = (m - 1) / (m + 1), by a minimax polynomial in s².
 * `less` is u - 1 where it is known better than u; it counts where k = 0. u is positive and normal.
 */
EVENKEEL_INLINE Doubles logarithm(Doubles u, Doubles less) {
  constexpr double LN_2 = 0.6931471805599453;
  constexpr double ARTANH[] = {0.23617465818983527, 0.2853498594348572, 0.40000385868373173, 0.6666666524046045,
                               2.000000000008424};
  constexpr double TWO_52 = 4503599627370496.0;
  constexpr unsigned long long BITS_OF_TWO_52 = 0x4330000000000000;
  const Bits exponent = (asBits(u) + (BITS_OF_ONE - BITS_OF_SQRT_HALF)) >> 52;
  const Doubles k = asDoubles(exponent | BITS_OF_TWO_52) - (TWO_52 + 1023);
  const Doubles m = asDoubles(asBits(u) - (exponent << 52) + BITS_OF_ONE);
  const Doubles s = (k == 0 ? less : m - 1) / (m + 1);
  return k * LN_2 + s * polynomial(ARTANH, s * s);
}

/** The logarithm where it is no finite number: of 0, infinity, negative numbers and NaN. */
EVENKEEL_INLINE Doubles orLimit(Doubles value, Doubles u) {
  const Doubles limit = u < 0 ? broadcastDouble(NOT_A_NUMBER) : u == 0 ? broadcastDouble(-INFINITE) : u;
  return ((u > 0) & (u < INFINITE)) ? value : limit;
}

EVENKEEL_INLINE Doubles log(Doubles x) { return orLimit(logarithm(x, x - 1), x); }

/** log(1 + x) */
EVENKEEL_INLINE Doubles log1p(Doubles x) {
  const Doubles u = 1 + x;
  return orLimit(withSign(logarithm(u, x), x), u);
}

}  // namespace evenkeel::EVENKEEL_ISA
