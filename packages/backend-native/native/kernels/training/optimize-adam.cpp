#include "optimizer.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Both forms are step * m / (scale * sqrt(v) + epsilon). */
struct AdamTerms {
  double gain1, gain2, scale, step, epsilon;
};

template <bool COUPLED, bool AMSGRAD>
void stepMoments(const Parameter& parameter, const StepTerms& terms, const AdamTerms& adam) {
  float* __restrict values = parameter.values;
  const float* __restrict gradient = parameter.gradient;
  float* __restrict first = parameter.slots[0];
  float* __restrict second = parameter.slots[1];
  float* __restrict largest = parameter.slots[2];
  const float loss = static_cast<float>(terms.loss), step = static_cast<float>(adam.step);
  const float gain1 = static_cast<float>(adam.gain1), gain2 = static_cast<float>(adam.gain2);
  const float scale = static_cast<float>(adam.scale), epsilon = static_cast<float>(adam.epsilon);
  for (long i = 0; i < parameter.length; i++) {
    const float p = values[i], g = gradientOf<COUPLED>(gradient[i], p, terms);
    // v - gain * v instead of beta * v: beta and the gain, each rounded to a float, would no longer add up to 1.
    const float m = (first[i] - gain1 * first[i]) + gain1 * g;
    // (gain * g) * g stays finite where v is, though g * g may not.
    float v = (second[i] - gain2 * second[i]) + (gain2 * g) * g;
    first[i] = m;
    second[i] = v;
    if (AMSGRAD) {
      v = largest[i] > v ? largest[i] : v;
      largest[i] = v;
    }
    values[i] = p - (loss * p + step * (m / (scale * __builtin_sqrtf(v) + epsilon)));
  }
}

}  // namespace

/** Adam (Kingma and Ba 2015) and AMSGrad (Reddi et al. 2018): slots [m, v] or [m, v, vMax]. */
void stepAdam(const Parameter& parameter, const StepTerms& terms, const AdamRule& rule, double progress1,
              double progress2) {
  // torch corrects v below the root, keras corrects the rate instead.
  const double root = __builtin_sqrt(progress2), rate = terms.rate / progress1;
  const AdamTerms adam{1 - rule.beta1, 1 - rule.beta2, rule.torch ? 1 / root : 1, rule.torch ? rate : rate * root,
                       rule.epsilon};
  const bool coupled = terms.pull != 0;
  if (coupled && rule.amsgrad) stepMoments<true, true>(parameter, terms, adam);
  else if (coupled) stepMoments<true, false>(parameter, terms, adam);
  else if (rule.amsgrad) stepMoments<false, true>(parameter, terms, adam);
  else stepMoments<false, false>(parameter, terms, adam);
}

}  // namespace evenkeel::EVENKEEL_ISA
