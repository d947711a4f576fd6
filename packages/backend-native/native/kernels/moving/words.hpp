// Kernels that move values do not look at them: floats and integers alike are words of four bytes.
#pragma once
#include "../call.hpp"
#include "runs.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** From here on a call of the system's copy costs less than it gains. */
constexpr long LONG_RUN = 512;

inline float* wordsOf(const Slot* slot) { return static_cast<float*>(slot->data); }

/** to[i] = from[i] */
inline void copyWords(const float* from, float* to, long count) {
  if (count < LONG_RUN) copyRun(from, to, count);
  else __builtin_memcpy(to, from, static_cast<unsigned long>(count) * sizeof(float));
}

/** to[i] = word, bit by bit. */
inline void fillWords(int word, float* to, long count) {
  const Ints words = word - Ints{};
  long i = 0;
  for (; i <= count - LANES; i += LANES) *reinterpret_cast<LooseInts*>(to + i) = words;
  for (; i < count; i++) __builtin_memcpy(to + i, &word, sizeof word);
}

}  // namespace evenkeel::EVENKEEL_ISA
