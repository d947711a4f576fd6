// Activations x · gate(x) and their derivatives, in doubles. At x = -∞ the gate is 0 and the product NaN.
#pragma once
#include "../math/error-function.hpp"
#include "../math/exponential.hpp"

namespace evenkeel::EVENKEEL_ISA {

constexpr double SQRT_HALF = 0.7071067811865476;
constexpr double ONE_OVER_SQRT_2_PI = 0.3989422804014327;
constexpr double SQRT_2_OVER_PI = 0.7978845608028654;
/** Hendrycks and Gimpel 2016. */
constexpr double GELU_CUBIC = 0.044715;

/** Beyond ±128 every gate is shut or open to the last bit; the limit spares ∞ the products ∞ · 0. */
EVENKEEL_INLINE Doubles withinBend(Doubles x) { return atMost(x < -128 ? broadcastDouble(-128) : x, 128); }

/** x · Φ(x) */
EVENKEEL_INLINE Doubles gelu(Doubles x) { return 0.5 * x * erfc(-SQRT_HALF * x); }

/** Φ(x) + x · φ(x) */
EVENKEEL_INLINE Doubles geluSlope(Doubles input) {
  const Doubles x = withinBend(input);
  const Doubles density = exp(-0.5 * x * x);
  const Doubles tail = 0.5 * density * scaledErrorTail(magnitude(SQRT_HALF * x));
  return (x < 0 ? tail : 1 - tail) + ONE_OVER_SQRT_2_PI * x * density;
}

/** The argument of the gate that approximates Φ, sigmoid(2·√(2/π)·(x + 0.044715·x³)). */
EVENKEEL_INLINE Doubles geluArgument(Doubles x) { return 2 * SQRT_2_OVER_PI * (x + GELU_CUBIC * x * x * x); }

EVENKEEL_INLINE Doubles geluTanh(Doubles x) { return x / (1 + exp(-geluArgument(x))); }

/** g + x·g·(1 - g)·u' where g = sigmoid(u) */
EVENKEEL_INLINE Doubles geluTanhSlope(Doubles input) {
  const Doubles x = withinBend(input);
  const Doubles gate = sigmoid(geluArgument(x));
  return gate + 2 * SQRT_2_OVER_PI * x * gate * (1 - gate) * (1 + 3 * GELU_CUBIC * x * x);
}

/** x · sigmoid(x) */
EVENKEEL_INLINE Doubles silu(Doubles x) { return x / (1 + exp(-x)); }

/** g·(1 + x·(1 - g)) where g = sigmoid(x) */
EVENKEEL_INLINE Doubles siluSlope(Doubles input) {
  const Doubles x = withinBend(input);
  const Doubles gate = sigmoid(x);
  return gate * (1 + x * (1 - gate));
}

/** x · tanh(softplus(x)): with e = e^x and w = e·(e + 2) the tanh is w / (w + 2). At 40 it is 1 to the last bit. */
EVENKEEL_INLINE Doubles mish(Doubles x) {
  const Doubles e = exp(atMost(x, 40));
  const Doubles w = e * (e + 2);
  return x * w / (w + 2);
}

/** t + x·sigmoid(x)·(1 - t²) where t = w / (w + 2), 1 - t² = 4·(1 + e)² / (w + 2)² and sigmoid(x) = e / (1 + e) */
EVENKEEL_INLINE Doubles mishSlope(Doubles input) {
  const Doubles x = withinBend(input);
  const Doubles e = exp(x);
  const Doubles w = e * (e + 2);
  const Doubles inverse = 1 / (w + 2);
  return w * inverse + 4 * x * (e * inverse) * ((1 + e) * inverse);
}

/** x · min(max(x + 3, 0), 6) / 6 */
EVENKEEL_INLINE Doubles hardSwish(Doubles x) {
  const Doubles raised = x + 3;
  return x * atMost(raised < 0 ? Doubles{} : raised, 6) * (1.0 / 6);
}

EVENKEEL_INLINE Doubles hardSwishSlope(Doubles x) {
  return x < -3 ? Doubles{} : x >= 3 ? broadcastDouble(1) : x * (1.0 / 3) + 0.5;
}

}  // namespace evenkeel::EVENKEEL_ISA
