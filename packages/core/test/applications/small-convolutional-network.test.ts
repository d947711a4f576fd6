import { describe, expect, test } from 'vitest'
import { applications, BatchNormalization, OptionError, random, ShapeError } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { expectGradientStep, rowsOf, type Examples } from './gradient-step.js'
import {
  convolve,
  dense,
  leave,
  normalizeByBatch,
  normalizeByRunning,
  pool,
  relu,
  shaken,
  softmax,
  type Normalize,
  type Values,
  type Variables,
} from './reference.js'

const { smallConvolutionalNetwork } = applications

describe('smallConvolutionalNetwork', () => {
  test('has two stages that halve the sides', () => {
    const { rows } = smallConvolutionalNetwork().summary()
    const stage = ['Conv2d', 'BatchNormalization', 'Activation', 'MaxPooling2d']
    expect(rows.map(({ kind }) => kind)).toEqual([...stage, ...stage, 'Flatten', 'Dense'])
    const [first, second] = [Array(3).fill('28×28×32'), Array(3).fill('14×14×64')]
    const shapes = [...first, '14×14×32', ...second, '7×7×64', '3136', '10']
    expect(rows.map(({ outputShape }) => outputShape.join('×'))).toEqual(shapes)
  })

  test('learns β instead of biases, and biases without batch norm', () => {
    const kernels = 9 * 32 + 9 * 32 * 64 + 3136 * 10
    const normalized = smallConvolutionalNetwork().summary()
    expect(normalized.trainableParameters).toBe(kernels + 2 * (32 + 64) + 10)
    // The running mean and variance, and of each layer how many steps they saw.
    expect(normalized.otherParameters).toBe(2 * (32 + 64) + 2)
    const plain = smallConvolutionalNetwork({ batchNorm: false }).summary()
    expect(plain.trainableParameters).toBe(kernels + 32 + 64 + 10)
    expect(plain.otherParameters).toBe(0)
  })

  test('takes classes, the shape of the images and the momentum', () => {
    const model = smallConvolutionalNetwork({ inputShape: [32, 20, 3], classes: 4, momentum: null })
    expect(
      model
        .summary()
        .rows.map(({ outputShape }) => outputShape)
        .slice(7),
    ).toEqual([[8, 5, 64], [2560], [4]])
    const normalized = model.sublayers.filter((layer) => layer instanceof BatchNormalization)
    expect(normalized.map(({ rules }) => rules.weight)).toEqual([null, null])
    expect(() => smallConvolutionalNetwork({ classes: 0 })).toThrow(OptionError)
  })

  test.each([[[28, 28]], [[3, 28, 1]]])('refuses images of shape %j', (inputShape) => {
    expect(() => smallConvolutionalNetwork({ inputShape })).toThrow(ShapeError)
  })

  test('is twice pool(relu(BN(W * x))), then softmax', async () => {
    const { x } = images(2)
    const model = smallConvolutionalNetwork({ inputShape: [8, 8, 2], classes: 3 })
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy' })
    const variables = await shaken(model)
    const y = await (await model.predict(x)).read()
    expectClose(y, probabilities(variables, rowsOf(x), normalizeByRunning).flat(), { rtol: 1e-4 })
  })

  test.each([true, false])('descends along its gradient; with batch norm: %s', async (batchNorm) => {
    const examples = images(3)
    const model = smallConvolutionalNetwork({ inputShape: [8, 8, 2], classes: 3, batchNorm })
    const normalize = batchNorm ? normalizeByBatch : leave
    await expectGradientStep(model, await openCpu(), examples, (variables) =>
      probabilities(variables, rowsOf(examples.x), normalize),
    )
  })
})

/** Random images of 8×8 pixels with two channels, and classes 0 to 2. */
function images(count: number): Examples {
  const data = new Float32Array(count * 8 * 8 * 2)
  random.fillNormal(data, { seed: 2, stream: 0, offset: 0 })
  return { x: { data, shape: [count, 8, 8, 2] }, y: Int32Array.from({ length: count }, (_, i) => i % 3) }
}

function probabilities(variables: Variables, samples: readonly Values[], normalize: Normalize): Values[] {
  let planes = samples
  for (const [number, side] of [
    ['', 8],
    ['_1', 4],
  ] as const) {
    const sums = planes.map((x) => convolve(variables, `conv2d${number}`, x, side))
    planes = normalize(variables, `batchNormalization${number}`, sums).map((x) => pool(relu(x), side))
  }
  return planes.map((x) => softmax(dense(variables, 'dense', x)))
}
