import { ACTIVATION_SAVES, slotCount, type Activation, type OptimizerRule } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice } from './device.js'
import { vectors, type VectorCase } from './vectors.js'

const { kernels, floats, output, values } = await openDevice()

function expectOutput({ outputs }: VectorCase, name: string, actual: number[]): void {
  const { data, tolerance } = outputs[name]
  if (tolerance !== null) expectClose(actual, data, tolerance)
}

const ACTIVATIONS: Record<string, Activation> = {
  ReLU: 'relu',
  LeakyReLU: 'leakyRelu',
  ReLU6: 'relu6',
  Sigmoid: 'sigmoid',
  Tanh: 'tanh',
  SiLU: 'silu',
  Softplus: 'softplus',
  ELU: 'elu',
  Hardswish: 'hardSwish',
  Mish: 'mish',
}

function activationOf({ op, attributes }: VectorCase): Activation | undefined {
  if (op === 'Softplus' && attributes.beta !== 1) return undefined
  if (op === 'GELU') return attributes.approximate === 'tanh' ? 'geluTanh' : 'gelu'
  return ACTIVATIONS[op]
}

const activations = vectors('activations')

describe.skipIf(activations.length === 0)('activations as in PyTorch', () => {
  for (const vector of activations) {
    const activation = activationOf(vector)
    const { x, dy } = vector.inputs
    const alpha = Number(vector.attributes.negativeSlope ?? vector.attributes.alpha ?? 0)
    if (activation !== undefined) {
      test(vector.name, () => {
        const [y, dx] = [output(x.length), output(x.length)]
        kernels.activate({ x: floats(x), y, activation, alpha })
        expectOutput(vector, 'y', values(y))
        if (dy === undefined) return
        const saved = ACTIVATION_SAVES[activation] === 'output' ? y : floats(x)
        kernels.activateGradient({ dy: floats(dy), saved, dx, activation, alpha })
        expectOutput(vector, 'dx', values(dx))
      })
    } else if (vector.op === 'Softmax' || vector.op === 'LogSoftmax') {
      test(vector.name, () => {
        const shape = vector.shapes.x
        const axis = (Number(vector.attributes.axis) + shape.length) % shape.length
        const size = (sizes: number[]): number => sizes.reduce((product, n) => product * n, 1)
        const sizes = { outer: size(shape.slice(0, axis)), n: shape[axis], inner: size(shape.slice(axis + 1)) }
        const y = output(x.length)
        kernels.softmax({ x: floats(x), y, ...sizes, log: vector.op === 'LogSoftmax' })
        expectOutput(vector, 'y', values(y))
      })
    }
  }
})

const hardBatchNorm = vectors('batchnorm_hard').filter(({ outputs }) => 'y_1' in outputs)

describe.skipIf(hardBatchNorm.length === 0)('hard batch norm as in PyTorch', () => {
  for (const vector of hardBatchNorm) {
    test(vector.name, () => {
      const { x_1, dy_1, gamma, beta } = vector.inputs
      const [outer, channels] = vector.shapes.x_1
      const view = { groups: 1, outer, channels, inner: x_1.length / (outer * channels) }
      const [count, center, residual, m2, dgamma, dbeta] = Array.from({ length: 6 }, () => output(channels))
      const [y, dx] = [output(x_1.length), output(x_1.length)]
      const shared = {
        x: floats(x_1),
        weights: null,
        gamma: floats(gamma),
        count,
        center,
        residual,
        m2,
        view,
        epsilon: Number(vector.attributes.eps),
        activation: null,
        alpha: 0,
      }
      kernels.normForward({ ...shared, beta: floats(beta), y })
      kernels.normBackward({ ...shared, dy: floats(dy_1), y: null, dx, dgamma, dbeta })
      expectOutput(vector, 'y_1', values(y))
      expectOutput(vector, 'dx_1', values(dx))
      expectOutput(vector, 'dgamma_1', values(dgamma))
      expectOutput(vector, 'dbeta_1', values(dbeta))
    })
  }
})

function ruleOf({ op, attributes }: VectorCase): OptimizerRule {
  const number = (name: string): number => Number(attributes[name])
  const shared = {
    maximize: attributes.maximize === true,
    decay: op === 'AdamW' ? 'decoupled' : 'coupled',
  } as const
  if (op === 'SGD') {
    const nesterov = attributes.nesterov === true
    return { kind: 'sgd', momentum: number('momentum'), dampening: number('dampening'), nesterov, ...shared }
  }
  if (op === 'RMSprop') {
    const centered = attributes.centered === true
    return {
      kind: 'rmsprop',
      rho: number('alpha'),
      momentum: number('momentum'),
      epsilon: number('eps'),
      centered,
      ...shared,
    }
  }
  const betas = { beta1: number('beta1'), beta2: number('beta2'), epsilon: number('eps') }
  return { kind: 'adam', ...betas, form: 'torch', amsgrad: attributes.amsgrad === true, ...shared }
}

const optimizers = vectors('optimizers')

describe.skipIf(optimizers.length === 0)('ten steps of the optimizers as in PyTorch', () => {
  for (const vector of optimizers) {
    test(vector.name, () => {
      const rule = ruleOf(vector)
      const parameter = floats(vector.inputs.param_0)
      const zeros = new Array<number>(parameter.length).fill(0)
      const args = {
        parameters: [parameter],
        slots: [Array.from({ length: slotCount(rule) }, () => floats(zeros))],
        progress: floats([0, 0]),
        rate: floats([Number(vector.attributes.lr)]),
        factor: floats([1]),
        decays: [Number(vector.attributes.weightDecay)],
        rule,
      }
      for (let step = 1; step <= 10; step++) {
        kernels.optimize({ ...args, gradients: [floats(vector.inputs[`grad_${step}`])] })
        if (`param_${step}` in vector.outputs) expectOutput(vector, `param_${step}`, values(parameter))
      }
      expect(vector.outputs).toHaveProperty('param_10')
    })
  }
})
