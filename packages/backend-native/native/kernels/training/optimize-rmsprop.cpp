#include "optimizer.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <typename T>
EVENKEEL_INLINE T squareRoot(T x) {
  return sizeof(T) == sizeof(double) ? static_cast<T>(__builtin_sqrt(x)) : static_cast<T>(__builtin_sqrtf(x));
}

/** The centered form in double precision: its variance is a difference of squares that nearly cancel. */
template <bool COUPLED, bool MOMENTUM, bool CENTERED, typename Number>
void stepSquares(const Parameter& parameter, const StepTerms& terms, const RmspropRule& rule) {
  float* __restrict values = parameter.values;
  const float* __restrict gradient = parameter.gradient;
  float* __restrict square = parameter.slots[0];
  float* __restrict velocity = parameter.slots[MOMENTUM ? 1 : 0];
  float* __restrict average = parameter.slots[MOMENTUM ? 2 : 1];
  const Number rate = static_cast<Number>(terms.rate), loss = static_cast<Number>(terms.loss);
  const Number gain = static_cast<Number>(1 - rule.rho), momentum = static_cast<Number>(rule.momentum);
  const Number epsilon = static_cast<Number>(rule.epsilon);
  for (long i = 0; i < parameter.length; i++) {
    const Number p = values[i], g = gradientOf<COUPLED>(gradient[i], values[i], terms), past = square[i];
    const Number s = (past - gain * past) + (gain * g) * g;
    square[i] = static_cast<float>(s);
    Number variance = s;
    if (CENTERED) {
      const Number mean = (average[i] - gain * average[i]) + gain * g;
      average[i] = static_cast<float>(mean);
      // Rounding of the slots can put the square below that of the mean, where the root has no value.
      variance = s - mean * mean;
      variance = variance < 0 ? 0 : variance;
    }
    Number step = g / (squareRoot(variance) + epsilon);
    if (MOMENTUM) {
      step += momentum * velocity[i];
      velocity[i] = static_cast<float>(step);
    }
    values[i] = static_cast<float>(p - (loss * p + rate * step));
  }
}

template <bool COUPLED>
void step(const Parameter& parameter, const StepTerms& terms, const RmspropRule& rule) {
  const bool momentum = rule.momentum > 0;
  if (momentum && rule.centered) stepSquares<COUPLED, true, true, double>(parameter, terms, rule);
  else if (rule.centered) stepSquares<COUPLED, false, true, double>(parameter, terms, rule);
  else if (momentum) stepSquares<COUPLED, true, false, float>(parameter, terms, rule);
  else stepSquares<COUPLED, false, false, float>(parameter, terms, rule);
}

}  // namespace

/** RMSprop (Tieleman and Hinton 2012): slots [square], then [velocity] with momentum, then [average] when centered. */
void stepRmsprop(const Parameter& parameter, const StepTerms& terms, const RmspropRule& rule) {
  if (terms.pull != 0) step<true>(parameter, terms, rule);
  else step<false>(parameter, terms, rule);
}

}  // namespace evenkeel::EVENKEEL_ISA
