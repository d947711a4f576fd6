// The four vectors that statistics are kept in.
#pragma once
#include "norm-reduce.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Vectors of length groups * channels; the mean is center + residual. */
struct StatisticsBuffers {
  float* count;
  float* center;
  float* residual;
  float* m2;
};

inline StatisticsBuffers takeStatistics(Arguments& in) {
  StatisticsBuffers buffers;
  buffers.count = in.floats();
  buffers.center = in.floats();
  buffers.residual = in.floats();
  buffers.m2 = in.floats();
  return buffers;
}

/** Writes the moments of a unit's channels; of the two floats of a mean, center is the nearest one. */
inline void storeStatistics(const StatisticsBuffers& buffers, const NormUnit& unit, const Partial& measured) {
  const float total = static_cast<float>(measured.count);
  float* __restrict count = buffers.count + unit.entry;
  float* __restrict center = buffers.center + unit.entry;
  float* __restrict residual = buffers.residual + unit.entry;
  float* __restrict m2 = buffers.m2 + unit.entry;
  const double* __restrict means = measured.first;
  const double* __restrict squares = measured.second;
  for (long c = 0; c < unit.channels; c++) {
    const float nearest = static_cast<float>(means[c]);
    count[c] = total;
    center[c] = nearest;
    residual[c] = static_cast<float>(means[c] - nearest);
    m2[c] = static_cast<float>(squares[c]);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
