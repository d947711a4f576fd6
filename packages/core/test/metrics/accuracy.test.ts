import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { OptionError, ShapeError, openDevice, tensor, type Device } from '../../src/index.js'
import {
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from '../../src/metrics/index.js'
import { expectTensor } from '../losses/support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const labels = (values: number[] | number[][]) => tensor(device, values, { dtype: 'int32' })

// Targets and scores of the examples in the Keras documentation.
const HOT = [
  [0, 0, 1],
  [0, 1, 0],
]
const SCORES = [
  [0.1, 0.6, 0.3],
  [0.05, 0.95, 0],
]

describe('categorical accuracies', () => {
  test('have the documented values of Keras', async () => {
    await expectTensor(categoricalAccuracy().perSample(tensor(device, HOT), tensor(device, SCORES)), [0, 1])
    await expectTensor(sparseCategoricalAccuracy().perSample(labels([[2], [1]]), tensor(device, SCORES)), [0, 1])
    await expectTensor(sparseCategoricalAccuracy().perSample(tensor(device, [2, 1]), tensor(device, SCORES)), [0, 1])
  })

  test('of equal scores the first counts', async () => {
    const scores = tensor(device, [
      [0.5, 0.5],
      [0.5, 0.5],
    ])
    await expectTensor(sparseCategoricalAccuracy().perSample(labels([0, 1]), scores), [1, 0])
  })

  test('a sequence has the mean over its steps, and a negative label is never met', async () => {
    const scores = tensor(device, [
      [
        [0.1, 0.9],
        [0.8, 0.2],
        [0.7, 0.3],
      ],
    ])
    await expectTensor(sparseCategoricalAccuracy().perSample(labels([[1, 1, -1]]), scores), [1 / 3])
  })

  test('refuse targets of the other kind', () => {
    expect(() => categoricalAccuracy().perSample(labels([2, 1]), tensor(device, SCORES))).toThrow(ShapeError)
    expect(() => sparseCategoricalAccuracy().perSample(tensor(device, HOT), tensor(device, SCORES))).toThrow(ShapeError)
  })
})

describe('binary accuracy', () => {
  test('has the documented value of Keras, 3 of 4', async () => {
    const prediction = tensor(device, [[0.98], [1], [0], [0.6]])
    await expectTensor(binaryAccuracy().perSample(tensor(device, [1, 1, 0, 0]), prediction), [1, 1, 1, 0])
  })

  test('is the share of right outputs; a prediction at the threshold means 0', async () => {
    const prediction = tensor(device, [[0.5, 0.6, 0.3, 0.2]])
    await expectTensor(binaryAccuracy().perSample(tensor(device, [[0, 1, 1, 1]]), prediction), [0.5])
    await expectTensor(binaryAccuracy({ threshold: 0.25 }).perSample(tensor(device, [[0, 1, 1, 1]]), prediction), [0.5])
  })

  test('refuses a threshold that is no number', () => {
    expect(() => binaryAccuracy({ threshold: NaN })).toThrow(OptionError)
  })
})

describe('accuracy among the best k', () => {
  const k = (best: number, label: number, scores: number[]) =>
    sparseTopKCategoricalAccuracy({ k: best }).perSample(labels([label]), tensor(device, [scores]))

  test('has the documented values of Keras', async () => {
    const scores = tensor(device, [
      [0.1, 0.9, 0.8],
      [0.05, 0.95, 0],
    ])
    await expectTensor(topKCategoricalAccuracy({ k: 1 }).perSample(tensor(device, HOT), scores), [0, 1])
    await expectTensor(sparseTopKCategoricalAccuracy({ k: 1 }).perSample(labels([2, 1]), scores), [0, 1])
    await expectTensor(topKCategoricalAccuracy({ k: 2 }).perSample(tensor(device, HOT), scores), [1, 1])
  })

  test('all classes that share the k-th score are in', async () => {
    await expectTensor(k(2, 2, [0.5, 0.2, 0.2, 0.1]), [1])
    await expectTensor(k(2, 1, [0.5, 0.2, 0.2, 0.1]), [1])
    await expectTensor(k(2, 3, [0.5, 0.2, 0.2, 0.1]), [0])
  })

  test.each([1, 3, 7])('a score that is not finite is wrong for every label, k = %d', async (best) => {
    for (const score of [NaN, Infinity, -Infinity]) {
      await expectTensor(k(best, 0, [0.9, score, 0.2]), [0])
      await expectTensor(k(best, 1, [0.9, score, 0.2]), [0])
    }
  })

  test('a label that is no class is wrong, whatever the scores', async () => {
    await expectTensor(k(2, -1, [-0.9, -0.1, -0.2]), [0])
    await expectTensor(k(9, 3, [-0.9, -0.1, -0.2]), [0])
  })

  test('k beyond the number of classes takes them all', async () => {
    await expectTensor(k(5, 2, [0.7, 0.2, 0.1]), [1])
  })

  test.each([0, 1.5, NaN])('k = %d is refused', (best) => {
    expect(() => topKCategoricalAccuracy({ k: best })).toThrow(OptionError)
  })
})
