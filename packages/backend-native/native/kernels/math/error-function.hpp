// The error function and its complement, in double precision to about 1e-10.
#pragma once
#include "exponential.hpp"

namespace evenkeel::EVENKEEL_ISA {

/**
 * e^(x²)·erfc(x) for x >= 0 by a minimax polynomial of (x - 3) / (x + 3), good up to 10.3, where erfc is less than any
 * float (the form is that of Schonfelder 1978, Chebyshev Expansions for the Error and Related Functions).
 */
EVENKEEL_INLINE Doubles scaledErrorTail(Doubles x) {
  constexpr double SCALED[] = {
      -6.705749439182187e-06, -9.577840102110675e-06, 6.393423894640257e-05, 4.327277342445227e-05,
      -0.0005972752984969288, 0.0007083265863485405,  0.004269210424810395,  -0.0243925843179659,
      0.07166582931102305,    -0.1501159309783405,    0.24560380193607861,   -0.32623356014714777,
      0.1790011511810284};
  return polynomial(SCALED, (x - 3) / (x + 3));
}

/** erfc(x) for x >= 0. Beyond 40 it is 0 in doubles too; the limit spares infinity the quotient ∞ / ∞. */
EVENKEEL_INLINE Doubles errorTail(Doubles x) {
  const Doubles size = atMost(x, 40);
  return exp(-size * size) * scaledErrorTail(size);
}

EVENKEEL_INLINE Doubles erfc(Doubles x) {
  const Doubles tail = errorTail(magnitude(x));
  return x < 0 ? 2 - tail : tail;
}

/** By its own polynomial near 0, where 1 - erfc would cancel. */
EVENKEEL_INLINE Doubles erf(Doubles x) {
  constexpr double NEAR_ZERO[] = {0.0050922262421966595, -0.026858992897337994, 0.11283775665776301,
                                  -0.3761263877808132, 1.1283791670939458};
  const Doubles size = magnitude(x);
  return size < 0.25 ? x * polynomial(NEAR_ZERO, x * x) : withSign(1 - errorTail(size), x);
}

}  // namespace evenkeel::EVENKEEL_ISA
