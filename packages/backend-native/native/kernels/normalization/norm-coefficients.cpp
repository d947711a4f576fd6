#include "norm-coefficients.hpp"

namespace evenkeel::EVENKEEL_ISA {

void repeatCoefficients(const Columns& columns, const NormUnit& unit, const float* channels, float* repeated) {
  for (long row = 0; row < columns.joined(); row++) {
    for (long channel = 0; channel < unit.channels; channel++) {
      for (long i = 0; i < columns.inner(); i++) *repeated++ = channels[channel];
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
