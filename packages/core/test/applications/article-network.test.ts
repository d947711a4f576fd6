import { describe, expect, test } from 'vitest'
import { applications, OptionError, type BatchNormalization } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { clusters } from '../training/support.js'
import { expectGradientStep, rowsOf } from './gradient-step.js'
import {
  dense,
  leave,
  normalizeByBatch,
  normalizeByRunning,
  relu,
  shaken,
  softmax,
  type Normalize,
  type Values,
  type Variables,
} from './reference.js'

const { articleNetwork } = applications

describe('articleNetwork', () => {
  test('learns 784·64 + 64 weights, γ and β of 64 units, and 64·10 + 10 weights', () => {
    const { trainableParameters, otherParameters, rows } = articleNetwork().summary()
    expect(trainableParameters).toBe(50_240 + 128 + 650)
    // The running mean and variance, and how many steps they saw.
    expect(otherParameters).toBe(128 + 1)
    expect(rows.map(({ kind }) => kind)).toEqual(['Dense', 'BatchNormalization', 'Dense'])
  })

  test('leaves the batch norm out', () => {
    const { trainableParameters, otherParameters } = articleNetwork({ batchNorm: false }).summary()
    expect(trainableParameters).toBe(50_240 + 650)
    expect(otherParameters).toBe(0)
  })

  test('takes classes, the shape of the samples and the momentum', () => {
    const model = articleNetwork({ inputShape: [8], classes: 3, momentum: 0.9 })
    expect(model.summary().rows.map(({ outputShape }) => outputShape)).toEqual([[64], [64], [3]])
    expect((model.sublayers[1] as BatchNormalization).rules.weight).toBeCloseTo(0.1)
    expect(() => articleNetwork({ classes: 0 })).toThrow(OptionError)
    expect(() => articleNetwork({ momentum: 1.5 })).toThrow(OptionError)
  })

  test('is softmax(W₂·BN(relu(W₁·x + b₁)) + b₂)', async () => {
    const { x } = clusters(3)
    const model = articleNetwork({ inputShape: [8], classes: 3 })
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy' })
    const variables = await shaken(model)
    const y = await (await model.predict(x)).read()
    expectClose(y, probabilities(variables, rowsOf(x), normalizeByRunning).flat(), { rtol: 1e-4 })
  })

  test.each([true, false])('descends along its gradient; with batch norm: %s', async (batchNorm) => {
    const examples = clusters(12)
    const model = articleNetwork({ inputShape: [8], classes: 3, batchNorm })
    const normalize = batchNorm ? normalizeByBatch : leave
    await expectGradientStep(model, await openCpu(), examples, (variables) =>
      probabilities(variables, rowsOf(examples.x), normalize),
    )
  })
})

function probabilities(variables: Variables, samples: readonly Values[], normalize: Normalize): Values[] {
  const hidden = samples.map((x) => relu(dense(variables, 'dense', x)))
  return normalize(variables, 'batchNormalization', hidden).map((u) => softmax(dense(variables, 'dense_1', u)))
}
