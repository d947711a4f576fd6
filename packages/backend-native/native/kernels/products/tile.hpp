// The inner loop of every product: a tile of the output, kept in registers while the sum runs.
#pragma once
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Vectors of a tile's row: with EVENKEEL_ROWS_PER_TILE rows of them the sums nearly fill the registers. */
constexpr long VECTORS_PER_TILE = 2;
constexpr long COLUMNS_PER_TILE = VECTORS_PER_TILE * LANES;
#if defined(__AVX512F__) || defined(__aarch64__)
#define EVENKEEL_ROWS_PER_TILE 12
#else
#define EVENKEEL_ROWS_PER_TILE 6
#endif

/** Factors of a tile: a[row · aRow + p · aStep] and b[p · bStep + column]. */
struct TileFactors {
  const float* a;
  long aRow;
  long aStep;
  const float* b;
  long bStep;
  long terms;
};

/** sums[row][column] += a[row][p] * b[p][column], term by term. */
template <int ROWS, int VECTORS>
EVENKEEL_INLINE void multiplyTile(const TileFactors& factors, Floats (&sums)[ROWS][VECTORS]) {
  const float* a = factors.a;
  const float* b = factors.b;
  const long aRow = factors.aRow, aStep = factors.aStep, bStep = factors.bStep;
  for (long p = 0; p < factors.terms; p++) {
    Floats right[VECTORS];
    for (int v = 0; v < VECTORS; v++) right[v] = load(b + v * LANES);
#pragma GCC unroll 12
    for (int row = 0; row < ROWS; row++) {
      const Floats left = broadcast(a[row * aRow]);
      for (int v = 0; v < VECTORS; v++) sums[row][v] += left * right[v];
    }
    a += aStep;
    b += bStep;
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
