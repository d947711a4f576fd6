import { slotCount } from '@evenkeel/core/backend'
import type { OptimizerRule } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import type { HostArguments } from '../../src/call/host.js'
import { ORACLES } from '../../src/oracle/index.js'
import { exactly, expectOutput, has, input, vectorCases } from './vectors.js'
import type { VectorCase } from './vectors.js'

type Step = HostArguments<'optimize'>

function start(rule: OptimizerRule, parameter: Float32Array, rate: number, decay: number): Step {
  return {
    parameters: [parameter],
    gradients: [parameter],
    slots: [Array.from({ length: slotCount(rule) }, () => exactly(new Float64Array(parameter.length)))],
    progress: exactly([0, 0]),
    rate: exactly([rate]),
    factor: exactly([1]),
    rule,
    decays: [decay],
  }
}

function stepped(step: Step, gradient: Float32Array): Step {
  const after = ORACLES.optimize({ ...step, gradients: [gradient] })
  return {
    ...step,
    parameters: [exactly(after['parameters[0]'].values)],
    slots: [step.slots[0].map((_, s) => exactly(after[`slots[0][${s}]`].values))],
    progress: exactly(after['progress'].values),
  }
}

function ruleOf({ op, attributes: given }: VectorCase): OptimizerRule {
  const number = (name: string): number => Number(given[name] ?? 0)
  const base = { maximize: given['maximize'] === true, decay: op === 'AdamW' ? 'decoupled' : 'coupled' } as const
  if (op === 'SGD')
    return {
      ...base,
      kind: 'sgd',
      momentum: number('momentum'),
      dampening: number('dampening'),
      nesterov: given['nesterov'] === true,
    }
  if (op === 'RMSprop')
    return {
      ...base,
      kind: 'rmsprop',
      rho: number('alpha'),
      momentum: number('momentum'),
      epsilon: number('eps'),
      centered: given['centered'] === true,
    }
  return {
    ...base,
    kind: 'adam',
    beta1: number('beta1'),
    beta2: number('beta2'),
    epsilon: number('eps'),
    form: 'torch',
    amsgrad: given['amsgrad'] === true,
  }
}

const ADAM: OptimizerRule = {
  kind: 'adam',
  maximize: false,
  decay: 'coupled',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  form: 'keras',
  amsgrad: false,
}

describe('optimizers of the oracle', () => {
  for (const vector of vectorCases('optimizers'))
    test(`${vector.name} as in PyTorch, ten steps`, () => {
      const { lr, weightDecay } = vector.attributes
      let step = start(ruleOf(vector), input(vector, 'param_0'), Number(lr), Number(weightDecay))
      for (let t = 1; t <= 10; t++) {
        step = stepped(step, input(vector, `grad_${t}`))
        if (has(vector, `param_${t}`)) expectOutput(vector, `param_${t}`, step.parameters[0])
      }
      expect([...step.progress]).toSatisfy((progress: number[]) => progress.every((q) => q > 0 && q <= 1))
    })

  test('both forms of Adam are the same where ε is 0 (Kingma and Ba 2015, section 2)', () => {
    const gradient = exactly([0.3, -2, 1e-3])
    const [keras, torch] = (['keras', 'torch'] as const).map((form) => {
      let step = start({ ...ADAM, form, epsilon: 0 }, exactly([1, 2, 3]), 0.01, 0)
      for (let t = 0; t < 4; t++) step = stepped(step, gradient)
      return step.parameters[0]
    })
    keras.forEach((value, i) => expect(value).toBeCloseTo(torch[i], 12))
  })

  test('the first step of Adam is the learning rate against the sign of the gradient', () => {
    const { parameters } = stepped(start({ ...ADAM, epsilon: 0 }, exactly([1, 1]), 0.01, 0), exactly([5, -1e-4]))
    expect(parameters[0][0]).toBeCloseTo(0.99, 12)
    expect(parameters[0][1]).toBeCloseTo(1.01, 12)
  })
})
