// Powers by IEEE 754 in double precision, for arguments that are floats.
#pragma once
#include "exponential.hpp"
#include "logarithm.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Whole floats from here on are even. */
constexpr double ALL_EVEN = 1 << 26;

EVENKEEL_INLINE Doubles roundToWhole(Doubles x) { return (x + ROUNDING_SHIFT) - ROUNDING_SHIFT; }

/**
 * x^y = e^(y·log |x|), negated for a negative x and an odd y; NaN for a negative x and a y that is not whole;
 * 1 for x = 1 or y = 0, even where the other is NaN, and for x = -1 with an infinite y.
 */
EVENKEEL_INLINE Doubles pow(Doubles x, Doubles y) {
  const Doubles size = magnitude(x);
  const Doubles value = exp(y * log(size));
  const Doubles small = atMost(magnitude(y), ALL_EVEN);
  const auto whole = roundToWhole(small) == small;
  const auto odd = whole & (roundToWhole(small * 0.5) != small * 0.5);
  const Doubles signedValue = odd ? withSign(value, x) : value;
  const auto undefined = (x < 0) & (size < INFINITE) & ~whole;
  const auto one = (x == 1) | (y == 0) | ((size == 1) & (magnitude(y) == INFINITE));
  return one ? broadcastDouble(1) : undefined ? broadcastDouble(NOT_A_NUMBER) : signedValue;
}

}  // namespace evenkeel::EVENKEEL_ISA
