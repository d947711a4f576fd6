import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { OptionError, ShapeError, openDevice, ops, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { categoricalCrossentropy, labelWeights, sparseCategoricalCrossentropy } from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const labels = (values: number[] | number[][]) => tensor(device, values, { dtype: 'int32' })

// The example of the Keras documentation of both losses: [0.0513, 2.303], mean 1.177.
const PROBABILITIES = [
  [0.05, 0.95, 0],
  [0.1, 0.8, 0.1],
]
const KERAS = [-Math.log(0.95), -Math.log(0.1)]

describe('from probabilities', () => {
  test('the documented values of Keras, from one-hot targets and from labels', async () => {
    const prediction = tensor(device, PROBABILITIES)
    const hot = tensor(device, [
      [0, 1, 0],
      [0, 0, 1],
    ])
    await expectTensor(categoricalCrossentropy().perSample(hot, prediction), KERAS)
    await expectTensor(sparseCategoricalCrossentropy().perSample(labels([1, 2]), prediction), KERAS)
  })

  test('labels may be [N, 1], or float32', async () => {
    const prediction = tensor(device, PROBABILITIES)
    const loss = sparseCategoricalCrossentropy()
    await expectTensor(loss.perSample(labels([[1], [2]]), prediction), KERAS)
    await expectTensor(loss.perSample(tensor(device, [1, 2]), prediction), KERAS)
  })

  test('scores that do not sum to 1 are divided by their sum', async () => {
    const prediction = tensor(device, [[1, 3, 4]])
    await expectTensor(sparseCategoricalCrossentropy().perSample(labels([1]), prediction), [-Math.log(3 / 8)])
  })

  test('a probability of 0 counts as 1e-7', async () => {
    const loss = sparseCategoricalCrossentropy().perSample(labels([0]), tensor(device, [[0, 0.5, 0.5]]))
    await expectTensor(loss, [-Math.log(1e-7)])
  })

  test('smoothing spreads its share over all classes', async () => {
    const t = [0.1 / 3, 0.9 + 0.1 / 3, 0.1 / 3]
    const p = [0.2, 0.5, 0.3]
    const expected = -t.reduce((sum, share, i) => sum + share * Math.log(p[i]), 0)
    const loss = sparseCategoricalCrossentropy({ labelSmoothing: 0.1 })
    await expectTensor(loss.perSample(labels([1]), tensor(device, [p])), [expected])
  })

  test('the gradient is that of −log(p / Σp): −1/p at the label, plus 1/Σp everywhere', async () => {
    const prediction = tensor(device, [[0.2, 0.5, 0.4]])
    const { gradients } = valueAndGradients([prediction], () =>
      ops.sum(sparseCategoricalCrossentropy().perSample(labels([1]), prediction)),
    )
    await expectTensor(gradients[0], [1 / 1.1, 1 / 1.1 - 1 / 0.5, 1 / 1.1])
  })
})

describe('from logits', () => {
  test('it is the loss of the softmax, whether the caller or the user says so', async () => {
    const logits = tensor(device, [
      [1, -2, 0.5],
      [0, 3, -1],
    ])
    const expected = await sparseCategoricalCrossentropy()
      .perSample(labels([2, 1]), ops.softmax(logits))
      .read()
    const said = sparseCategoricalCrossentropy({ fromLogits: true })
    await expectTensor(sparseCategoricalCrossentropy().perSample(labels([2, 1]), logits, true), [...expected])
    await expectTensor(said.perSample(labels([2, 1]), logits), [...expected])
    await expectTensor(said.perSample(labels([2, 1]), logits, false), [...expected])
  })

  test('only a loss that is given probabilities asks for what goes into the softmax', () => {
    expect(sparseCategoricalCrossentropy().logitsOf).toBe('softmax')
    expect(sparseCategoricalCrossentropy({ fromLogits: true }).logitsOf).toBeNull()
  })

  test('logits of ±1000 neither overflow nor lose the loss', async () => {
    const logits = tensor(device, [[1000, -1000, 0]])
    await expectTensor(categoricalCrossentropy().perSample(tensor(device, [[0, 1, 0]]), logits, true), [2000])
  })
})

test('a sequence [N, T, classes] has the mean over its steps', async () => {
  const prediction = tensor(device, [PROBABILITIES])
  await expectTensor(sparseCategoricalCrossentropy().perSample(labels([[1, 2]]), prediction), [
    (KERAS[0] + KERAS[1]) / 2,
  ])
})

describe.each([true, false])('ignored labels (logits: %s)', (fromLogits) => {
  test('give loss 0 and no gradient, smoothed or not', async () => {
    const prediction = tensor(device, [
      [0.2, 0.5, 0.3],
      [0.3, 0.3, 0.4],
      [0.1, 0.1, 0.8],
    ])
    const loss = sparseCategoricalCrossentropy({ fromLogits, labelSmoothing: 0.2, ignoreLabel: 2 })
    const { value, gradients } = valueAndGradients(
      [prediction],
      () => loss.perSample(labels([-100, 1, 2]), prediction),
      { seed: tensor(device, [1, 1, 1]) },
    )
    const losses = await value.read()
    expect([losses[0], losses[2]]).toEqual([0, 0])
    expect(losses[1]).toBeGreaterThan(0)
    const gradient = await gradients[0].read()
    expect([...gradient.slice(0, 3), ...gradient.slice(6)].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0])
  })
})

describe('class weights', () => {
  const classWeights = [1, 3, 0.5]

  test('multiply the smoothed target of each class', async () => {
    const p = [0.2, 0.5, 0.3]
    const t = [0.1, 0.8, 0.1]
    const expected = -t.reduce((sum, share, i) => sum + classWeights[i] * share * Math.log(p[i]), 0)
    const loss = categoricalCrossentropy({ labelSmoothing: 0.3, classWeights })
    await expectTensor(loss.perSample(tensor(device, [[0, 1, 0]]), tensor(device, [p])), [expected])
    const logits = tensor(device, [p.map(Math.log)])
    await expectTensor(loss.perSample(tensor(device, [[0, 1, 0]]), logits, true), [expected])
  })

  test('of labels are their classes’, 0 for a negative label, and 1 without class weights', async () => {
    await expectTensor(labelWeights(labels([2, 1, -100, 0]), classWeights), [0.5, 3, 0, 1])
    await expectTensor(labelWeights(labels([2, 1, -100, 0])), [1, 1, 0, 1])
    await expectTensor(labelWeights(tensor(device, [2, 1, -1, 0]), classWeights), [0.5, 3, 0, 1])
  })

  test('must be as many as classes', () => {
    const loss = sparseCategoricalCrossentropy({ classWeights: [1, 2] })
    expect(() => loss.perSample(labels([1, 2]), tensor(device, PROBABILITIES))).toThrow(/2 class weights .* 3 classes/)
  })
})

describe('what does not fit is refused', () => {
  test('labels for the loss of distributions, naming the sparse one', () => {
    const run = () => categoricalCrossentropy().perSample(labels([1, 2]), tensor(device, PROBABILITIES))
    expect(run).toThrow(ShapeError)
    expect(run).toThrow(/targets \[2\] do not fit predictions \[2, 3\]\. .*sparse/)
  })

  test('one-hot targets for the loss of labels, naming the other one', () => {
    const hot = tensor(device, PROBABILITIES)
    expect(() => sparseCategoricalCrossentropy().perSample(hot, hot)).toThrow(/targets \[2, 3\].*not sparse/)
  })

  test('another number of samples', () => {
    const run = () => sparseCategoricalCrossentropy().perSample(labels([1, 2, 0]), tensor(device, PROBABILITIES))
    expect(run).toThrow(/targets \[3\] do not fit predictions \[2, 3\]/)
  })

  test.each([{ labelSmoothing: 1.5 }, { labelSmoothing: NaN }, { classWeights: [1, -1] }, { ignoreLabel: 0.5 }])(
    '%j',
    (options) => {
      expect(() => sparseCategoricalCrossentropy(options)).toThrow(OptionError)
    },
  )
})
