// Softmax of rows: long ones one by one, short ones side by side.
#pragma once
#include "../math/math.hpp"
#include "../reductions/row-tail.hpp"
#include "../moving/transpose.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Up to this many columns rows are short: a vector of rows at a time leaves fewer lanes idle than a row at a time. */
constexpr long SHORT_ROW = 64;

/** LANES rows or fewer of n values; `room` floats from the first one on belong to these rows and to later ones. */
struct Rows {
  long count, n, room;
};

/** What the logarithm of softmax takes from each of LANES rows: the largest value, and sum = Σ e^(x - largest). */
struct RowSums {
  float largest[LANES];
  double sum[LANES];
};

EVENKEEL_INLINE Wide exp(Wide x) { return {exp(x.low), exp(x.high)}; }
EVENKEEL_INLINE Wide log(Wide x) { return {log(x.low), log(x.high)}; }

/** The larger of two. It may pass over a NaN: the exponentials of the row will be NaN all the same. */
EVENKEEL_INLINE Floats larger(Floats a, Floats b) { return a > b ? a : b; }

constexpr float LOWEST = -__builtin_inff();

/** y = softmax(x) of one row; `room` as in `Rows`. */
inline void softmaxOfRow(const float* x, float* y, long n, long room, float& largestOfRow, double& sumOfRow) {
  const long whole = n / LANES * LANES, left = n - whole;
  Floats largest = broadcast(LOWEST);
  for (long i = 0; i < whole; i += LANES) largest = larger(load(x + i), largest);
  Floats tail = broadcast(LOWEST);
  if (left > 0) tail = firstLanes(loadTail(x + whole, left, room - whole), left, LOWEST);
  largestOfRow = foldLanes(larger(tail, largest), [](auto a, auto b) { return a > b ? a : b; });

  const Wide shift = broadcastWide(largestOfRow);
  Wide sums = broadcastWide(0);
  for (long i = 0; i < whole; i += LANES) {
    const Wide exponentials = exp(loadWide(x + i) - shift);
    sums = sums + exponentials;
    store(y + i, narrow(exponentials));
  }
  const Wide exponentials = exp(widen(tail) - shift);
  sumOfRow = sumOfLanes(left > 0 ? sums + exponentials : sums);
  const Floats inverse = broadcast(static_cast<float>(1 / sumOfRow));
  for (long i = 0; i < whole; i += LANES) store(y + i, load(y + i) * inverse);
  if (left > 0) storeTail(y + whole, narrow(exponentials) * inverse, left, room - whole);
}

/**
 * y = softmax(x), or its logarithm, of rows with at most SHORT_ROW columns: turned to columns, a row in each lane, and
 * back.
 */
template <bool LOGARITHM>
inline void softmaxOfShortRows(const float* x, float* y, const Rows& rows, RowSums& sums) {
  const long n = rows.n, blocks = (n + LANES - 1) / LANES;
  Floats columns[SHORT_ROW];
  for (long block = 0; block < blocks; block++) {
    const long first = block * LANES, count = n - first < LANES ? n - first : LANES;
    Floats turned[LANES];
    for (long row = 0; row < LANES; row++) {
      const long from = row * n + first;
      turned[row] = row < rows.count ? loadTail(x + from, count, rows.room - from) : Floats{};
    }
    transposeFrom<1>(turned);
    for (long i = 0; i < LANES; i++) columns[first + i] = turned[i];
  }
  Floats largest = broadcast(LOWEST);
  for (long i = 0; i < n; i++) largest = larger(columns[i], largest);
  const Wide shift = widen(largest);
  Wide sum = broadcastWide(0), exponentials[SHORT_ROW];
  for (long i = 0; i < n; i++) {
    exponentials[i] = exp(widen(columns[i]) - shift);
    sum = sum + exponentials[i];
  }
  store(sums.largest, largest);
  __builtin_memcpy(sums.sum, &sum, sizeof sum);

  const Wide inverse = broadcastWide(1) / sum, less = LOGARITHM ? log(sum) : sum;
  const auto result = [&](long i) {
    return narrow(LOGARITHM ? (widen(columns[i]) - shift) - less : exponentials[i] * inverse);
  };
  // The last block first, because what it writes beyond its row belongs to the first block of the next one.
  for (long block = blocks - 1; block >= 0; block--) {
    const long first = block * LANES, count = n - first < LANES ? n - first : LANES;
    Floats turned[LANES];
    for (long i = 0; i < LANES; i++) turned[i] = i < count ? result(first + i) : Floats{};
    transposeFrom<1>(turned);
    for (long row = 0; row < rows.count; row++) {
      const long to = row * n + first;
      storeTail(y + to, turned[row], count, rows.room - to);
    }
  }
}

/** y = softmax(x) of LANES rows or fewer; gives what their logarithms need. */
inline void softmaxOfRows(const float* x, float* y, const Rows& rows, RowSums& sums) {
  if (rows.n <= SHORT_ROW) return softmaxOfShortRows<false>(x, y, rows, sums);
  for (long row = 0; row < rows.count; row++) {
    const long at = row * rows.n;
    softmaxOfRow(x + at, y + at, rows.n, rows.room - at, sums.largest[row], sums.sum[row]);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
