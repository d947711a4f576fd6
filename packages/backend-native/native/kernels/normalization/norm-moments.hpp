// Mean and centred second moment of channels (Chan, Golub and LeVeque 1979), as a reduction.
#pragma once
#include "norm-reduce.hpp"

namespace evenkeel::EVENKEEL_ISA {

/**
 * first = mean, second = m2. Each tile is summed about an estimate of its own mean: with deviations d from it,
 * mean = estimate + Σd/n and m2 = Σd² - (Σd)²/n. The estimate is the mean of the first s of a tile's n elements, so
 * that (estimate - mean)² ≤ (n - s)/s · m2/n: the difference loses at most three bits, whatever the data. Sums run in
 * single precision for some elements and then join sums in double precision.
 */
struct MomentsReduction {
  const float* x;
  /** Null for 1. */
  const float* weights;

  void measure(const Columns& columns, const NormUnit& unit, Chunk rows, Partial& result, float* tiles) const;
  void measure(const Planes& planes, const NormUnit& unit, Chunk range, Partial& result, float* tiles) const;
  static void merge(Partial& into, const Partial& other, long slots);
  static void join(const Columns& columns, const NormUnit& unit, Partial& result);
  static void join(const Planes&, const NormUnit&, Partial&) {}
};

/** Sums of squares between these, and 0, are precise in single precision; others are taken in double precision. */
constexpr double LEAST_SQUARES = 1e-34, MOST_SQUARES = 1e38;

inline bool outOfRange(double squares) {
  return !(squares == 0 || (squares >= LEAST_SQUARES && squares <= MOST_SQUARES));
}

}  // namespace evenkeel::EVENKEEL_ISA
