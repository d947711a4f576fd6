// The exponential function and what is made of it, in double precision to about 1e-10: a float that is computed from
// them is rounded once. NaN gives NaN, and infinities give the limits.
#pragma once
#include "doubles.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Beyond these the exponential is no normal double. */
constexpr double EXP_OVERFLOW = 709, EXP_UNDERFLOW = -708;

/** e^x = scale · (1 + growth), where scale is a power of two: e^x - 1 keeps its digits for small x. */
struct Exponential {
  Doubles scale, growth;
};

/** For x within EXP_UNDERFLOW..EXP_OVERFLOW, or NaN. With x = k·ln 2 + r, growth is e^r - 1 by a minimax polynomial. */
EVENKEEL_INLINE Exponential exponential(Doubles x) {
  constexpr double LOG2_E = 1.4426950408889634, LN_2 = 0.6931471805599453;
  constexpr double GROWTH[] = {0.00019841356810066765, 0.0013941038945209704, 0.008333402778521905, 0.04166635393975856,
                               0.16666666249637013,    0.5000000046804767,    1.0000000000312657};
  const Doubles shifted = x * LOG2_E + ROUNDING_SHIFT;
  const Doubles r = x - (shifted - ROUNDING_SHIFT) * LN_2;
  // The exponent of a double stands above its 52 other bits, 1023 more than it means.
  return {asDoubles((asBits(shifted) + 1023) << 52), r * polynomial(GROWTH, r)};
}

EVENKEEL_INLINE Doubles exp(Doubles x) {
  const Exponential e = exponential(x);
  const Doubles value = e.scale * e.growth + e.scale;
  return x > EXP_OVERFLOW ? broadcastDouble(INFINITE) : x < EXP_UNDERFLOW ? Doubles{} : value;
}

/** e^x - 1 */
EVENKEEL_INLINE Doubles expm1(Doubles x) {
  const Exponential e = exponential(x < EXP_UNDERFLOW ? broadcastDouble(EXP_UNDERFLOW) : x);
  const Doubles value = withSign(e.scale * e.growth + (e.scale - 1), x);
  return x > EXP_OVERFLOW ? broadcastDouble(INFINITE) : value;
}

/** tanh |x| = (e^2|x| - 1) / (e^2|x| + 1); beyond 20 it is 1 to the last bit. */
EVENKEEL_INLINE Doubles tanh(Doubles x) {
  const Exponential e = exponential(2 * atMost(magnitude(x), 20));
  const Doubles less = e.scale * e.growth + (e.scale - 1);
  return withSign(less / (less + 2), x);
}

/** 1 / (1 + e^-x) */
EVENKEEL_INLINE Doubles sigmoid(Doubles x) { return 1 / (1 + exp(-x)); }

}  // namespace evenkeel::EVENKEEL_ISA
