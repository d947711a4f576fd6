#include "peak.hpp"

namespace evenkeel::EVENKEEL_ISA {

float multiplyAndAdd(long rounds) {
  Floats sums[PEAK_SUMS];
  for (int i = 0; i < PEAK_SUMS; i++) sums[i] = broadcast(0.1f * static_cast<float>(i));
  const Floats factor = broadcast(0.999f), addend = broadcast(1e-5f);
  for (long round = 0; round < rounds; round++) {
#pragma GCC unroll 12
    for (int i = 0; i < PEAK_SUMS; i++) sums[i] = sums[i] * factor + addend;
  }
  Floats total{};
  for (int i = 0; i < PEAK_SUMS; i++) total += sums[i];
  return sumOfLanes(total);
}

}  // namespace evenkeel::EVENKEEL_ISA
