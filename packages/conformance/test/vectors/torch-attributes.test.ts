import { describe, expect, test } from 'vitest'
import type { CaseData } from '../../src/vectors/format.js'
import { given, onCpu } from './on-cpu.js'

const tolerance = { float32: { rtol: 1e-5, atol: 1e-6 } }

/** −log softmax of two scores that differ by log 3: the first has 1/4, the second 3/4. */
const [quarter, threeQuarters] = [Math.log(4), Math.log(4 / 3)]
const log3 = Math.fround(Math.log(3))

const crossEntropy = (inputs: CaseData['inputs'], attributes: CaseData['attributes'], loss: number): CaseData => ({
  name: 'cross-entropy',
  op: 'CrossEntropy',
  attributes: { reduction: 'mean', labelSmoothing: 0, ignoreIndex: -100, ...attributes },
  inputs,
  outputs: [given('loss', [], [loss], 'float64')],
  tolerance,
})

describe('CrossEntropy', () => {
  // Classes lie on axis 1: scores [sample][class][place].
  const logits = given('logits', [1, 2, 2], [0, 0, log3, log3])

  test('has its classes on axis 1, with places behind', async () => {
    const target = given('target', [1, 2], [0, 1], 'int64')
    const data = crossEntropy([logits, target], {}, (quarter + threeQuarters) / 2)
    expect(await onCpu('torch/losses', data)).toMatchObject({ status: 'passed', reason: null })
  })

  test('leaves out any label it is told to, in the divisor too', async () => {
    const target = given('target', [1, 2], [0, 1], 'int64')
    const data = crossEntropy([logits, target], { ignoreIndex: 1 }, quarter)
    expect(await onCpu('torch/losses', data)).toMatchObject({ status: 'passed', reason: null })
  })

  test('takes one sample without a batch axis', async () => {
    const inputs = [given('logits', [2], [0, log3]), given('target', [], [1], 'int64')]
    expect(await onCpu('torch/losses', crossEntropy(inputs, {}, threeQuarters))).toMatchObject({
      status: 'passed',
      reason: null,
    })
  })
})

describe('SGD', () => {
  test('damps what joins the velocity after the first step', async () => {
    const data: CaseData = {
      name: 'sgd',
      op: 'SGD',
      attributes: { lr: 1, momentum: 0.5, dampening: 0.75 },
      inputs: [given('param_0', [], [0]), given('grad_1', [], [1]), given('grad_2', [], [2])],
      outputs: [
        given('param_2', [], [-2], 'float64'),
        given('state_momentum_buffer_1', [], [1], 'float64'),
        given('state_momentum_buffer_2', [], [0.5 + 0.25 * 2], 'float64'),
      ],
      tolerance,
    }
    expect(await onCpu('torch/optimizers', data)).toMatchObject({ status: 'passed', reason: null })
  })
})

describe('Softplus', () => {
  test('is x itself above its threshold, however low that is', async () => {
    const data: CaseData = {
      name: 'softplus',
      op: 'Softplus',
      attributes: { beta: 1, threshold: 1 },
      inputs: [given('x', [2], [0, 2])],
      outputs: [given('y', [2], [Math.LN2, 2], 'float64')],
      tolerance,
    }
    expect(await onCpu('torch/activations', data)).toMatchObject({ status: 'passed', reason: null })
  })
})
