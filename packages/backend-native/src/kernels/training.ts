import { progressBetas, slotCount, type OptimizerRule, type OptionalKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'

/** Attributes of `guard` and `optimize` beside their lists. */
const FIXED_ARGUMENTS = 16

/** What happens to all parameters at once at the end of a training step. */
export function trainingKernels(calls: Calls): Pick<OptionalKernels, 'guard' | 'optimize'> {
  const { values } = calls
  const guard = calls.kernel('guard')
  const optimize = calls.kernel('optimize')
  return {
    guard({ gradients, loss, factor, norm, maxNorm }) {
      const count = gradients.length
      calls.require('guard', count + FIXED_ARGUMENTS)
      values[0] = count
      for (let i = 0; i < count; i++) values[i + 1] = idOf(gradients[i])
      values[count + 1] = idOf(loss)
      values[count + 2] = idOf(factor)
      values[count + 3] = idOf(norm)
      values[count + 4] = maxNorm ?? Infinity
      guard()
    },
    optimize({ parameters, gradients, slots, progress, rate, factor, rule, decays }) {
      const count = parameters.length
      const slotsEach = slotCount(rule)
      calls.require('optimize', count * (3 + slotsEach) + FIXED_ARGUMENTS)
      values[0] = count
      values[1] = slotsEach
      let at = 2
      for (let i = 0; i < count; i++) {
        values[at++] = idOf(parameters[i])
        values[at++] = idOf(gradients[i])
        for (let slot = 0; slot < slotsEach; slot++) values[at++] = idOf(slots[i][slot])
        values[at++] = decays[i]
      }
      values[at++] = idOf(progress)
      values[at++] = idOf(rate)
      values[at++] = idOf(factor)
      putRule(values, at, rule)
      optimize()
    },
  }
}

const RULE_NUMBERS: Readonly<Record<OptimizerRule['kind'], number>> = { sgd: 0, adam: 1, rmsprop: 2 }

/** As `readRule` in `optimizer-rule.hpp`: what every rule has, then what its kind has. */
function putRule(values: Float64Array, at: number, rule: OptimizerRule): void {
  const [beta1, beta2] = progressBetas(rule)
  values[at] = RULE_NUMBERS[rule.kind]
  values[at + 1] = rule.maximize ? 1 : 0
  values[at + 2] = rule.decay === 'decoupled' ? 1 : 0
  values[at + 3] = beta1
  values[at + 4] = beta2
  switch (rule.kind) {
    case 'sgd':
      values[at + 5] = rule.momentum
      values[at + 6] = rule.dampening
      values[at + 7] = rule.nesterov ? 1 : 0
      return
    case 'adam':
      values[at + 5] = rule.epsilon
      values[at + 6] = rule.form === 'torch' ? 1 : 0
      values[at + 7] = rule.amsgrad ? 1 : 0
      return
    case 'rmsprop':
      values[at + 5] = rule.rho
      values[at + 6] = rule.momentum
      values[at + 7] = rule.epsilon
      values[at + 8] = rule.centered ? 1 : 0
  }
}
