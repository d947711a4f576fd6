// The limit that products are measured against.
#pragma once
#include "simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Enough independent sums to keep all multiply-add units busy. */
constexpr int PEAK_SUMS = 12;
constexpr long OPERATIONS_PER_ROUND = 2 * PEAK_SUMS * LANES;

/** See `KernelSet`. What it returns is of no use but to keep the work from being left out. */
float multiplyAndAdd(long rounds);

}  // namespace evenkeel::EVENKEEL_ISA
