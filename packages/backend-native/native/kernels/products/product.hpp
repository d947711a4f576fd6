// Matrix products c = a * b of one thread's share; `matmul.cpp`, `dense.cpp` and `convolve.cpp` divide the work.
#pragma once
#include "../call.hpp"
#include "tile.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Element (row, column) is data[row * rowStride + column * columnStride]. */
struct Matrix {
  const float* data;
  long rowStride, columnStride;

  const float* at(long row, long column) const { return data + row * rowStride + column * columnStride; }
};

/** The [m, k] or, when `transposed`, stored [k, m] matrix. */
inline Matrix storedMatrix(const float* data, long rows, long columns, bool transposed) {
  return transposed ? Matrix{data, 1, rows} : Matrix{data, columns, 1};
}

/**
 * The right factor [terms, columns] in panels of COLUMNS_PER_TILE columns, in which a tile finds the terms one after the
 * other. Panels may lie packed, or be the matrix itself where its rows are dense; a last panel that is not full is
 * always packed, with zeros beside it.
 */
struct RightFactor {
  const float* panels;
  long panelStride, step;
  const float* lastPanel;
  long lastStep;
  long terms, columns;
};

inline long panelsOf(long columns) { return (columns + COLUMNS_PER_TILE - 1) / COLUMNS_PER_TILE; }

/** Floats that a packed right factor takes. */
inline long packedLength(long terms, long columns) { return panelsOf(columns) * COLUMNS_PER_TILE * terms; }

/** Writes one panel of `b` where it belongs in `packed`. */
void packPanel(const Matrix& b, long terms, long columns, long panel, float* packed);

/** All panels, packed before. */
inline RightFactor packedFactor(const float* packed, long terms, long columns) {
  const long panelLength = terms * COLUMNS_PER_TILE;
  const float* last = packed + (panelsOf(columns) - 1) * panelLength;
  return {packed, panelLength, COLUMNS_PER_TILE, last, COLUMNS_PER_TILE, terms, columns};
}

/** Packs all of `b` on the caller's thread. */
RightFactor pack(const Matrix& b, long terms, long columns, float* packed);

/** `b` as it lies (columnStride 1); `packed` has room for a last panel that is not full. For few rows of a. */
RightFactor useInPlace(const Matrix& b, long terms, long columns, float* packed);

/** What the sums begin with. */
struct Beginning {
  /** Added to every row, or null. */
  const float* bias;
  /** Whether c is added to rather than overwritten; then there is no bias. */
  bool accumulate;
};

/**
 * c[row][column] = bias[column] + sum of a[row][p] * b[p][column] for `rows` rows. The terms of each sum are added in
 * order, whatever the size of the tiles.
 */
void multiply(const Matrix& a, const RightFactor& b, float* c, long cStride, long rows, Beginning beginning);

}  // namespace evenkeel::EVENKEEL_ISA
