// Transposition of blocks of words, in registers.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

template <int... LANE>
struct LaneList {};
template <int COUNT, int... LANE>
struct LanesUpTo : LanesUpTo<COUNT - 1, COUNT - 1, LANE...> {};
template <int... LANE>
struct LanesUpTo<0, LANE...> {
  using List = LaneList<LANE...>;
};

/** Exchanges the odd blocks of `WIDTH` lanes of `a` with the even ones of `b`. */
template <int WIDTH, int... LANE>
EVENKEEL_INLINE void exchange(Floats& a, Floats& b, LaneList<LANE...>) {
  const Floats even = __builtin_shufflevector(a, b, (LANE & WIDTH ? LANES + LANE - WIDTH : LANE)...);
  const Floats odd = __builtin_shufflevector(a, b, (LANE & WIDTH ? LANES + LANE : LANE + WIDTH)...);
  a = even;
  b = odd;
}

/** Blocks of 2, 4, 8, … rows and columns in turn (Eklundh 1972, A Fast Computer Method for Matrix Transposing). */
template <int WIDTH>
EVENKEEL_INLINE void transposeFrom(Floats (&rows)[LANES]) {
#pragma GCC unroll 16
  for (int row = 0; row < LANES; row++) {
    if ((row & WIDTH) == 0) exchange<WIDTH>(rows[row], rows[row + WIDTH], typename LanesUpTo<LANES>::List());
  }
  if constexpr (2 * WIDTH < LANES) transposeFrom<2 * WIDTH>(rows);
}

/** to[i · toStep + j] = from[j · fromStep + i] for i and j in 0..LANES-1 */
EVENKEEL_INLINE void transposeBlock(const float* from, long fromStep, float* to, long toStep) {
  Floats rows[LANES];
#pragma GCC unroll 16
  for (int j = 0; j < LANES; j++) rows[j] = load(from + j * fromStep);
  transposeFrom<1>(rows);
#pragma GCC unroll 16
  for (int i = 0; i < LANES; i++) store(to + i * toStep, rows[i]);
}

}  // namespace evenkeel::EVENKEEL_ISA
