// Sine and cosine of whole turns, in double precision to about 1e-11.
#pragma once
#include "doubles.hpp"

namespace evenkeel::EVENKEEL_ISA {

struct CirclePoint {
  Doubles cosine, sine;
};

/** The point at the angle 2π·turns, for turns in 0..1: a polynomial within an eighth of a turn, then quarter turns. */
EVENKEEL_INLINE CirclePoint circlePoint(Doubles turns) {
  constexpr double SINE[] = {41.4698909417109, -76.69777431081394, 81.60520381095648, -41.341702150576175,
                             6.283185307151019};
  constexpr double COSINE[] = {59.202795954604696, -85.44229796974734, 64.93931074459367, -19.73920863303622,
                               0.9999999999439376};
  const Doubles shifted = turns * 4 + ROUNDING_SHIFT;
  const Doubles rest = turns - (shifted - ROUNDING_SHIFT) * 0.25;
  const Doubles sine = rest * polynomial(SINE, rest * rest);
  const Doubles cosine = polynomial(COSINE, rest * rest);
  // Quarter turns: 0 (c, s), 1 (-s, c), 2 (-c, -s), 3 (s, -c).
  const Bits quarter = asBits(shifted);
  const auto crosswise = (quarter & 1) != 0;
  const Bits cosineSign = ((quarter + 1) & 2) << 62;
  const Bits sineSign = (quarter & 2) << 62;
  return {asDoubles(asBits(crosswise ? sine : cosine) ^ cosineSign),
          asDoubles(asBits(crosswise ? cosine : sine) ^ sineSign)};
}

}  // namespace evenkeel::EVENKEEL_ISA
