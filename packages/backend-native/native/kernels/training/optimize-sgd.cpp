#include "optimizer.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <bool COUPLED>
void stepPlain(const Parameter& parameter, const StepTerms& terms) {
  float* __restrict values = parameter.values;
  const float* __restrict gradient = parameter.gradient;
  const float rate = static_cast<float>(terms.rate), loss = static_cast<float>(terms.loss);
  for (long i = 0; i < parameter.length; i++) {
    const float p = values[i], g = gradientOf<COUPLED>(gradient[i], p, terms);
    values[i] = p - (loss * p + rate * g);
  }
}

template <bool COUPLED, bool NESTEROV>
void stepMomentum(const Parameter& parameter, const StepTerms& terms, double memory, double share) {
  float* __restrict values = parameter.values;
  const float* __restrict gradient = parameter.gradient;
  float* __restrict velocity = parameter.slots[0];
  const float rate = static_cast<float>(terms.rate), loss = static_cast<float>(terms.loss);
  const float momentum = static_cast<float>(memory), fresh = static_cast<float>(share);
  for (long i = 0; i < parameter.length; i++) {
    const float p = values[i], g = gradientOf<COUPLED>(gradient[i], p, terms);
    const float v = momentum * velocity[i] + fresh * g;
    velocity[i] = v;
    values[i] = p - (loss * p + rate * (NESTEROV ? g + momentum * v : v));
  }
}

template <bool COUPLED>
void step(const Parameter& parameter, const StepTerms& terms, const SgdRule& rule, double progress) {
  const double share = 1 - rule.dampening * progress;
  if (rule.momentum == 0) stepPlain<COUPLED>(parameter, terms);
  else if (rule.nesterov) stepMomentum<COUPLED, true>(parameter, terms, rule.momentum, share);
  else stepMomentum<COUPLED, false>(parameter, terms, rule.momentum, share);
}

}  // namespace

/** Gradient descent, with momentum where the rule has it: slots [velocity]. */
void stepSgd(const Parameter& parameter, const StepTerms& terms, const SgdRule& rule, double progress) {
  if (terms.pull != 0) step<true>(parameter, terms, rule, progress);
  else step<false>(parameter, terms, rule, progress);
}

}  // namespace evenkeel::EVENKEEL_ISA
