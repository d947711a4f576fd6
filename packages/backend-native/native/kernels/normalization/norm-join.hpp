// From results of columns to results of channels.
#pragma once
#include "norm-layout.hpp"

namespace evenkeel::EVENKEEL_ISA {

/**
 * The last vector of a row may overlap the one before: takes out the values of columns that are there twice, so that
 * value j is that of column j.
 */
inline void closeGap(const NormUnit& unit, double* values) {
  const long whole = unit.width / LANES * LANES, gap = LANES - (unit.width - whole);
  if (whole == unit.width) return;
  for (long column = whole; column < unit.width; column++) values[column] = values[column + gap];
}

/** The sum of term(column) over the columns of a channel, in a fixed order that suits vectors. */
template <typename Term>
inline double sumOverColumns(const Columns& columns, const NormUnit& unit, long channel, const Term& term) {
  double parts[8] = {};
  for (long row = 0; row < columns.joined(); row++) {
    const long begin = (row * unit.channels + channel) * columns.inner(), end = begin + columns.inner();
    long column = begin;
    for (; column <= end - 8; column += 8) {
      for (long i = 0; i < 8; i++) parts[i] += term(column + i);
    }
    for (; column < end; column++) parts[(column - begin) % 8] += term(column);
  }
  return ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]));
}

}  // namespace evenkeel::EVENKEEL_ISA
