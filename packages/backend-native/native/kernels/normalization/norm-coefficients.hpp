// Coefficients of the columns of a unit.
#pragma once
#include "norm-layout.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** Repeats coefficients of channels for their columns. */
void repeatCoefficients(const Columns& columns, const NormUnit& unit, const float* channels, float* repeated);

/** Coefficients by column, from coefficients by entry, see `NormUnit`. */
class ColumnCoefficients {
 public:
  EVENKEEL_INLINE ColumnCoefficients(const Columns& columns, const NormUnit& unit, const float* entries)
      : values_(columns.simple() ? entries + unit.entry : repeated_) {
    if (!columns.simple()) repeatCoefficients(columns, unit, entries + unit.entry, repeated_);
  }
  ColumnCoefficients(const ColumnCoefficients&) = delete;

  EVENKEEL_INLINE const float* values() const { return values_; }

 private:
  const float* values_;
  float repeated_[Columns::MOST_COLUMNS];
};

}  // namespace evenkeel::EVENKEEL_ISA
