// Runs of neighbouring floats: copied, cleared and added in vectors, without a call for the short ones.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Four floats wherever they lie. */
typedef float LooseFour __attribute__((vector_size(16), aligned(4), may_alias));

/** Copies `count` floats, SIZE..2 * SIZE of them: two copies of a fixed size that overlap. */
template <long SIZE>
EVENKEEL_INLINE void copyEnds(const float* from, float* to, long count) {
  float first[SIZE], last[SIZE];
  __builtin_memcpy(first, from, sizeof first);
  __builtin_memcpy(last, from + count - SIZE, sizeof last);
  __builtin_memcpy(to, first, sizeof first);
  __builtin_memcpy(to + count - SIZE, last, sizeof last);
}

EVENKEEL_INLINE void copyRun(const float* from, float* to, long count) {
  if (count >= LANES) {
    const Floats last = load(from + count - LANES);
    for (long i = 0; i < count - LANES; i += LANES) store(to + i, load(from + i));
    store(to + count - LANES, last);
  } else if (LANES > 8 && count >= 8) {
    copyEnds<8>(from, to, count);
  } else if (LANES > 4 && count >= 4) {
    copyEnds<4>(from, to, count);
  } else if (count >= 2) {
    copyEnds<2>(from, to, count);
  } else if (count == 1) {
    *to = *from;
  }
}

EVENKEEL_INLINE void clearRun(float* to, long count) {
  long i = 0;
  for (; i <= count - LANES; i += LANES) store(to + i, Floats{});
  for (; i < count; i++) to[i] = 0;
}

/** to[i] += from[i]. */
EVENKEEL_INLINE void addRun(const float* from, float* to, long count) {
  long i = 0;
  for (; i <= count - LANES; i += LANES) store(to + i, load(to + i) + load(from + i));
  for (; i <= count - 4; i += 4) {
    LooseFour& sums = *reinterpret_cast<LooseFour*>(to + i);
    sums = sums + *reinterpret_cast<const LooseFour*>(from + i);
  }
  for (; i < count; i++) to[i] += from[i];
}

}  // namespace evenkeel::EVENKEEL_ISA
