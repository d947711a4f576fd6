// Folding the rows and the columns of a matrix; see folds.hpp for what a fold is.
#pragma once
#include "folds.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Columns folded at once: their partial results stay in the L1 cache. */
constexpr long FOLD_COLUMNS = 1024;

/** All `count` values in one. */
template <typename Fold>
inline typename Fold::Scalar foldRow(const float* x, long count) {
  using Vector = typename Fold::Vector;
  typename Fold::Scalar folded = Fold::identity();
  long i = 0;
  if (count >= LANES) {
    Vector parts[4] = {Fold::identities(), Fold::identities(), Fold::identities(), Fold::identities()};
    for (; i <= count - 4 * LANES; i += 4 * LANES) {
      for (long part = 0; part < 4; part++) {
        parts[part] = Fold::combine(parts[part], Fold::read(x + i + part * LANES));
      }
    }
    for (; i <= count - LANES; i += LANES) parts[0] = Fold::combine(parts[0], Fold::read(x + i));
    folded = Fold::all(Fold::combine(Fold::combine(parts[0], parts[1]), Fold::combine(parts[2], parts[3])));
  }
  for (; i < count; i++) folded = Fold::combine(folded, static_cast<typename Fold::Scalar>(x[i]));
  return folded;
}

/** into[column] = into[column] combined with x[row * stride + column] of `rows` rows. */
template <typename Fold>
inline void foldRowsInto(const float* x, long rows, long stride, long columns, typename Fold::Scalar* into) {
  using Scalar = typename Fold::Scalar;
  using Vector = typename Fold::Vector;
  // Four rows at a time, so that the partial results are loaded and stored once for four values.
  for (long row = 0; row < rows; row += 4) {
    const long height = rows - row < 4 ? rows - row : 4;
    const float* from = x + row * stride;
    long column = 0;
    for (; column <= columns - LANES; column += LANES) {
      Vector folded = Fold::resume(into + column);
      if (height == 4) {
        const Vector first = Fold::combine(Fold::read(from + column), Fold::read(from + stride + column));
        const Vector second = Fold::combine(Fold::read(from + 2 * stride + column),
                                            Fold::read(from + 3 * stride + column));
        folded = Fold::combine(folded, Fold::combine(first, second));
      } else {
        for (long i = 0; i < height; i++) folded = Fold::combine(folded, Fold::read(from + i * stride + column));
      }
      Fold::keep(into + column, folded);
    }
    for (; column < columns; column++) {
      for (long i = 0; i < height; i++) {
        into[column] = Fold::combine(into[column], static_cast<Scalar>(from[i * stride + column]));
      }
    }
  }
}

/**
 * How many dense rows of `columns` values to take as one: few columns, or such that fill no whole number of vectors,
 * would leave lanes idle.
 */
inline long rowsJoined(long columns, long rows) {
  long joined = 1;
  while ((joined * columns) % LANES != 0 || joined * columns < 4 * LANES) joined *= 2;
  return joined * columns <= FOLD_COLUMNS && joined * 2 <= rows ? joined : 1;
}

/** into[column] = x[row * stride + column] of all rows in one, for up to FOLD_COLUMNS columns. */
template <typename Fold>
inline void foldColumns(const float* x, long rows, long stride, long columns, typename Fold::Scalar* into) {
  const long joined = columns == stride ? rowsJoined(columns, rows) : 1;
  const long wide = joined * columns;
  for (long i = 0; i < wide; i++) into[i] = Fold::identity();
  foldRowsInto<Fold>(x, rows / joined, joined * stride, wide, into);
  for (long part = 1; part < joined; part++) {
    for (long i = 0; i < columns; i++) into[i] = Fold::combine(into[i], into[part * columns + i]);
  }
  const long done = rows / joined * joined;
  foldRowsInto<Fold>(x + done * stride, rows - done, stride, columns, into);
}

}  // namespace evenkeel::EVENKEEL_ISA
