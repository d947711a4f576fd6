import { progressBetas, type CompleteKernels, type OptimizerRule } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import { stepAdam } from './adam.js'
import { stepRmsprop } from './rmsprop.js'
import { stepSgd } from './sgd.js'

/** One step of an optimizer over all parameters; a factor of 0 leaves everything as it was. */
export const optimize: CompleteKernels['optimize'] = (args) => {
  const { rule, decays } = args
  const factor = floats(args.factor)[0]
  if (factor === 0) return
  const rate = floats(args.rate)[0]
  const progress = floats(args.progress)
  const before = progress[0]
  progressBetas(rule).forEach((beta, i) => {
    progress[i] = beta * progress[i] + (1 - beta)
  })

  args.parameters.forEach((buffer, i) => {
    const parameter = floats(buffer)
    const gradient = floats(args.gradients[i])
    const slots = args.slots[i].map(floats)
    const terms = stepTerms(rule, rate, factor, decays[i])
    switch (rule.kind) {
      case 'sgd':
        return stepSgd(parameter, gradient, slots, terms, rule, before)
      case 'adam':
        return stepAdam(parameter, gradient, slots, terms, rule, progress[0], progress[1])
      case 'rmsprop':
        return stepRmsprop(parameter, gradient, slots, terms, rule)
    }
  })
}

/** What all rules share. With these, g = slope · gradient + pull · p, after p ← shrink · p. */
export interface StepTerms {
  readonly rate: number
  readonly slope: number
  readonly pull: number
  readonly shrink: number
}

function stepTerms(rule: OptimizerRule, rate: number, factor: number, decay: number): StepTerms {
  return {
    rate,
    slope: rule.maximize ? -factor : factor,
    pull: rule.decay === 'coupled' ? decay : 0,
    shrink: rule.decay === 'decoupled' ? 1 - rate * decay : 1,
  }
}
