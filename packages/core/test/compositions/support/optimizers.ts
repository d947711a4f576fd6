import type { OptimizerRule } from '../../../src/backend/index.js'

/** One parameter and what its rule remembers, in double precision. */
export interface OptimizerState {
  parameter: number[]
  /** By name, so that the oracle does not share the kernels' order of slots. */
  slots: Record<string, number[]>
  /** Committed steps. */
  steps: number
}

/** The slots of a rule in the order that the contract gives them. */
export function slotNames(rule: OptimizerRule): string[] {
  switch (rule.kind) {
    case 'sgd':
      return rule.momentum === 0 ? [] : ['velocity']
    case 'adam':
      return rule.amsgrad ? ['m', 'v', 'vMax'] : ['m', 'v']
    case 'rmsprop':
      return ['square', ...(rule.momentum > 0 ? ['velocity'] : []), ...(rule.centered ? ['average'] : [])]
  }
}

export interface StepOptions {
  readonly rate: number
  readonly factor: number
  readonly decay: number
}

/** One step as the papers write it, element by element. */
export function oracleStep(
  rule: OptimizerRule,
  state: OptimizerState,
  gradient: readonly number[],
  { rate, factor, decay }: StepOptions,
): void {
  state.steps += 1
  const { parameter, slots, steps } = state
  gradient.forEach((given, i) => {
    let g = factor * (rule.maximize ? -given : given)
    if (rule.decay === 'coupled') g += decay * parameter[i]
    else parameter[i] *= 1 - rate * decay
    parameter[i] -= rate * direction(rule, slots, i, g, steps)
  })
}

function direction(rule: OptimizerRule, slots: Record<string, number[]>, i: number, g: number, t: number): number {
  switch (rule.kind) {
    case 'sgd': {
      if (rule.momentum === 0) return g
      const { velocity } = slots
      velocity[i] = t === 1 ? g : rule.momentum * velocity[i] + (1 - rule.dampening) * g
      return rule.nesterov ? g + rule.momentum * velocity[i] : velocity[i]
    }
    case 'adam': {
      const { m, v, vMax } = slots
      m[i] = rule.beta1 * m[i] + (1 - rule.beta1) * g
      v[i] = rule.beta2 * v[i] + (1 - rule.beta2) * g ** 2
      if (rule.amsgrad) vMax[i] = Math.max(vMax[i], v[i])
      const second = rule.amsgrad ? vMax[i] : v[i]
      const [bias1, bias2] = [1 - rule.beta1 ** t, 1 - rule.beta2 ** t]
      return rule.form === 'torch'
        ? m[i] / bias1 / (Math.sqrt(second / bias2) + rule.epsilon)
        : ((Math.sqrt(bias2) / bias1) * m[i]) / (Math.sqrt(second) + rule.epsilon)
    }
    case 'rmsprop': {
      const { square, velocity, average } = slots
      square[i] = rule.rho * square[i] + (1 - rule.rho) * g ** 2
      if (rule.centered) average[i] = rule.rho * average[i] + (1 - rule.rho) * g
      const variance = rule.centered ? square[i] - average[i] ** 2 : square[i]
      const step = g / (Math.sqrt(variance) + rule.epsilon)
      if (rule.momentum === 0) return step
      velocity[i] = rule.momentum * velocity[i] + step
      return velocity[i]
    }
  }
}
