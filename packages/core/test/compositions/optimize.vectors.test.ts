import { describe, test } from 'vitest'
import type { OptimizerRule } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import { optimization } from './support/optimization.js'
import { numbers, tolerance, vectorCases, vectorsPresent } from './support/vectors.js'
import type { VectorCase } from './support/vectors.js'

const STATES: Record<OptimizerRule['kind'], readonly string[]> = {
  sgd: ['momentum_buffer'],
  adam: ['exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'],
  rmsprop: ['square_avg', 'momentum_buffer', 'grad_avg'],
}

/** PyTorch's options as a rule. */
function ruleOf({ op, attributes }: VectorCase): OptimizerRule {
  const number = (name: string) => Number(attributes[name] ?? 0)
  const flag = (name: string) => attributes[name] === true
  const base = { maximize: flag('maximize'), decay: op === 'AdamW' ? 'decoupled' : 'coupled' } as const
  switch (op) {
    case 'SGD':
      return {
        ...base,
        kind: 'sgd',
        momentum: number('momentum'),
        dampening: number('dampening'),
        nesterov: flag('nesterov'),
      }
    case 'RMSprop':
      return {
        ...base,
        kind: 'rmsprop',
        rho: number('alpha'),
        momentum: number('momentum'),
        epsilon: number('eps'),
        centered: flag('centered'),
      }
    default:
      return {
        ...base,
        kind: 'adam',
        beta1: number('beta1'),
        beta2: number('beta2'),
        epsilon: number('eps'),
        form: 'torch',
        amsgrad: flag('amsgrad'),
      }
  }
}

describe.runIf(vectorsPresent)("PyTorch's optimizers over ten steps", () => {
  test.each(vectorCases('torch/optimizers.json'))('$name', async (vector) => {
    const { attributes, inputs, outputs } = vector
    const rule = ruleOf(vector)
    const lab = await openLaboratory()
    const device = optimization(lab, rule, [numbers(inputs, 'param_0')], [Number(attributes.weightDecay)])
    for (let t = 1; t <= 10; t++) {
      device.step([numbers(inputs, `grad_${t}`)], { rate: Number(attributes.lr) })
      const name = `param_${t}`
      if (!outputs.some((output) => output.name === name)) continue
      expectClose(device.parameters()[0], numbers(outputs, name), tolerance(outputs, name))
    }
    const names = STATES[rule.kind].map((state) => `state_${state}_10`)
    names
      .filter((name) => outputs.some((output) => output.name === name))
      .forEach((name, slot) => {
        expectClose(device.slots()[0][slot], numbers(outputs, name), tolerance(outputs, name))
      })
  })
})
