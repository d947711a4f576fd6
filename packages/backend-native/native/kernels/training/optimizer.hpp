// The update rules of `optimize`; see optimizer-rules.ts of the contract for the formulas.
#pragma once
#include "../call.hpp"
#include "../simd.hpp"

namespace evenkeel::EVENKEEL_ISA {

/** As `RULE_NUMBERS` in src/kernels/training.ts. */
enum class RuleKind : int { sgd, adam, rmsprop };

struct SgdRule {
  double momentum, dampening;
  bool nesterov;
};
struct AdamRule {
  double beta1, beta2, epsilon;
  bool torch, amsgrad;
};
struct RmspropRule {
  double rho, momentum, epsilon;
  bool centered;
};

constexpr long MOST_SLOTS = 3;

/** One parameter, or a part of it. */
struct Parameter {
  float* values;
  const float* gradient;
  float* slots[MOST_SLOTS];
  double decay;
  long length;
};

/** What all rules share: g = slope * gradient + pull * p, and p loses the share `loss` of itself beside its step. */
struct StepTerms {
  double rate, slope, pull, loss;
};

/** g; with coupled decay in double precision, because the two terms may cancel. */
template <bool COUPLED>
EVENKEEL_INLINE float gradientOf(float gradient, float p, const StepTerms& terms) {
  if (COUPLED) return static_cast<float>(terms.slope * gradient + terms.pull * p);
  return static_cast<float>(terms.slope) * gradient;
}

/** `progress` is that from before the step. */
void stepSgd(const Parameter& parameter, const StepTerms& terms, const SgdRule& rule, double progress);

/** Progress from after its update: 1 - beta1^t and 1 - beta2^t. */
void stepAdam(const Parameter& parameter, const StepTerms& terms, const AdamRule& rule, double progress1,
              double progress2);

void stepRmsprop(const Parameter& parameter, const StepTerms& terms, const RmspropRule& rule);

}  // namespace evenkeel::EVENKEEL_ISA
