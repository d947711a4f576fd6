import type { SgdRule } from '@evenkeel/core/backend'
import type { StepTerms } from './optimize.js'

/** Gradient descent, with momentum where the rule has it: slots [velocity]. */
export function stepSgd(
  parameter: Float32Array,
  gradient: Float32Array,
  slots: readonly Float32Array[],
  { rate, slope, pull, shrink }: StepTerms,
  { momentum, dampening, nesterov }: SgdRule,
  progress: number,
): void {
  if (momentum === 0) {
    for (let i = 0; i < parameter.length; i++) {
      const p = parameter[i]
      parameter[i] = shrink * p - rate * (slope * gradient[i] + pull * p)
    }
    return
  }
  const [velocity] = slots
  const share = 1 - dampening * progress
  for (let i = 0; i < parameter.length; i++) {
    const p = parameter[i]
    const g = slope * gradient[i] + pull * p
    const v = momentum * velocity[i] + share * g
    velocity[i] = v
    parameter[i] = shrink * p - rate * (nesterov ? g + momentum * v : v)
  }
}
