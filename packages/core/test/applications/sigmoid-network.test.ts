import { describe, expect, test } from 'vitest'
import { applications, BatchNormalization, OptionError, sgd } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { clusters } from '../training/support.js'
import { expectGradientStep, rowsOf } from './gradient-step.js'
import {
  dense,
  leave,
  normalizeByBatch,
  normalizeByRunning,
  shaken,
  sigmoid,
  softmax,
  type Normalize,
  type Values,
  type Variables,
} from './reference.js'

const { sigmoidNetwork } = applications

describe('sigmoidNetwork', () => {
  test('has three hidden layers of 100 units, batch norm before each sigmoid', () => {
    const { rows } = sigmoidNetwork().summary()
    const hidden = ['Dense', 'BatchNormalization', 'Activation']
    expect(rows.map(({ kind }) => kind)).toEqual([...hidden, ...hidden, ...hidden, 'Dense'])
    expect(rows.slice(0, -1).every(({ outputShape }) => outputShape.join() === '100')).toBe(true)
    expect(rows.at(-1)?.outputShape).toEqual([10])
  })

  test('learns β instead of biases, and biases without batch norm', () => {
    const kernels = 784 * 100 + 2 * 100 * 100 + 100 * 10
    expect(sigmoidNetwork().summary().trainableParameters).toBe(kernels + 3 * 200 + 10)
    expect(sigmoidNetwork({ batchNorm: false }).summary().trainableParameters).toBe(kernels + 3 * 100 + 10)
    expect(sigmoidNetwork({ batchNorm: false }).summary().otherParameters).toBe(0)
  })

  test('takes classes, the shape of the samples and the momentum', () => {
    const model = sigmoidNetwork({ inputShape: [8], classes: 3, momentum: 0.9 })
    expect(model.summary().rows.at(-1)?.outputShape).toEqual([3])
    const normalized = model.sublayers.filter((layer) => layer instanceof BatchNormalization)
    expect(normalized.map(({ rules }) => rules.weight)).toEqual(Array(3).fill(1 - 0.9))
    expect(() => sigmoidNetwork({ classes: 0 })).toThrow(OptionError)
  })

  test('starts from small gaussian weights', async () => {
    const model = sigmoidNetwork()
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy' })
    for (const [path, { data }] of Object.entries(await model.getWeights())) {
      if (!path.endsWith('kernel')) continue
      const numbers = Array.from(data)
      const moment = (power: number): number => numbers.reduce((sum, w) => sum + w ** power, 0) / numbers.length
      // Of n normal numbers, the standard deviation is known to 1/√(2n) and the kurtosis, 3, to √(24/n).
      const { length } = numbers
      expect(Math.abs(Math.sqrt(moment(2)) / 0.1 - 1), path).toBeLessThan(4 / Math.sqrt(2 * length))
      expect(Math.abs(moment(4) / moment(2) ** 2 - 3), path).toBeLessThan(4 * Math.sqrt(24 / length))
    }
  })

  test.each([true, false])('is three times sigmoid(BN(W·u)), then softmax; with batch norm: %s', async (batchNorm) => {
    const { x } = clusters(3)
    const model = sigmoidNetwork({ inputShape: [8], classes: 3, batchNorm })
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy' })
    const variables = await shaken(model)
    const y = await (await model.predict(x)).read()
    const normalize = batchNorm ? normalizeByRunning : leave
    expectClose(y, probabilities(variables, rowsOf(x), normalize).flat(), { rtol: 1e-4 })
  })

  test.each([true, false])('descends along its gradient; with batch norm: %s', async (batchNorm) => {
    const examples = clusters(12)
    const model = sigmoidNetwork({ inputShape: [8], classes: 3, batchNorm })
    const normalize = batchNorm ? normalizeByBatch : leave
    await expectGradientStep(model, await openCpu(), examples, (variables) =>
      probabilities(variables, rowsOf(examples.x), normalize),
    )
  })

  test('learns while the network without batch norm has not begun to (Figure 1a of the paper)', async () => {
    const { x, y } = clusters(600)
    const accuracyWith = async (batchNorm: boolean): Promise<number> => {
      const model = sigmoidNetwork({ inputShape: [8], classes: 3, batchNorm })
      const optimizer = sgd({ learningRate: 0.1 })
      const device = await openCpu()
      model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
      const { metrics } = await model.fit(x, y, { epochs: 10, batchSize: 60 })
      return metrics.accuracy[9]
    }
    // Three classes: chance is a third, give or take 0.02 with 600 samples.
    expect(await accuracyWith(false)).toBeLessThan(0.45)
    expect(await accuracyWith(true)).toBeGreaterThan(0.9)
  })
})

function probabilities(variables: Variables, samples: readonly Values[], normalize: Normalize): Values[] {
  let hidden = samples
  for (const number of ['', '_1', '_2']) {
    const sums = hidden.map((u) => dense(variables, `dense${number}`, u))
    hidden = normalize(variables, `batchNormalization${number}`, sums).map(sigmoid)
  }
  return hidden.map((u) => softmax(dense(variables, 'dense_3', u)))
}
