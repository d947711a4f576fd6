import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { OptionError, openDevice, ops, tensor, type Device } from '../../src/index.js'
import { binaryCrossentropy, huber, resolveLoss, sparseCategoricalCrossentropy } from '../../src/losses/index.js'
import { binaryAccuracy, resolveMetric, type MetricName } from '../../src/metrics/index.js'
import { expectTensor } from '../losses/support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const SCORES = [
  [0.7, 0.4],
  [0.2, 0.6],
]

describe("'accuracy'", () => {
  test('compares classes where the loss takes labels', async () => {
    const metric = resolveMetric('accuracy', resolveLoss('sparseCategoricalCrossentropy'), [null, 2])
    expect(metric.name).toBe('accuracy')
    await expectTensor(metric.perSample(tensor(device, [0, 0], { dtype: 'int32' }), tensor(device, SCORES)), [1, 0])
  })

  test('compares classes where the targets are distributions', async () => {
    const metric = resolveMetric('accuracy', resolveLoss('categoricalCrossentropy'), [null, 2])
    await expectTensor(
      metric.perSample(
        tensor(device, [
          [1, 0],
          [1, 0],
        ]),
        tensor(device, SCORES),
      ),
      [1, 0],
    )
  })

  test('compares outputs with ½ under the binary cross-entropy, and for a single output', async () => {
    const several = resolveMetric('accuracy', resolveLoss('binaryCrossentropy'), [null, 2])
    await expectTensor(
      several.perSample(
        tensor(device, [
          [1, 1],
          [1, 0],
        ]),
        tensor(device, SCORES),
      ),
      [0.5, 0],
    )
    const single = resolveMetric('acc', resolveLoss('mse'), [null, 1])
    expect(single.name).toBe('acc')
    await expectTensor(single.perSample(tensor(device, [1, 0]), tensor(device, [[0.7], [0.6]])), [1, 0])
  })

  test('compares outputs with 0 where the user said that they are logits', async () => {
    const metric = resolveMetric('accuracy', binaryCrossentropy({ fromLogits: true }), [null, 1])
    await expectTensor(metric.perSample(tensor(device, [1, 0]), tensor(device, [[0.2], [-0.2]])), [1, 1])
  })
})

test("'crossentropy' follows the loss in the same way", async () => {
  const sparse = resolveMetric('crossentropy', sparseCategoricalCrossentropy({ fromLogits: true }), [null, 2])
  const label = tensor(device, [1], { dtype: 'int32' })
  await expectTensor(sparse.perSample(label, tensor(device, [[0, Math.log(3)]])), [-Math.log(3 / 4)])
  const binary = resolveMetric('crossentropy', resolveLoss('binaryCrossentropy'), [null, 1])
  await expectTensor(binary.perSample(tensor(device, [1]), tensor(device, [[0.25]])), [-Math.log(0.25)])
})

test('other metrics go by their names and are reported under them', async () => {
  const loss = resolveLoss('mse')
  const names: MetricName[] = [
    'mse',
    'meanAbsoluteError',
    'binaryAccuracy',
    'categoricalAccuracy',
    'topKCategoricalAccuracy',
  ]
  expect(names.map((name) => resolveMetric(name, loss, [null, 2]).name)).toEqual(names)
  const mae = resolveMetric('mae', loss, [null, 2])
  await expectTensor(mae.perSample(tensor(device, [[0, 0]]), tensor(device, [[1, -3]])), [2])
})

test('a metric is itself, and so is a loss', () => {
  const [accuracy, loss] = [binaryAccuracy({ threshold: 0.9 }), huber()]
  expect(resolveMetric(accuracy, loss, [null, 2])).toBe(accuracy)
  expect(resolveMetric(loss, loss, [null, 2])).toBe(loss)
})

test('a function gives a number for each sample or for all, and keeps its name', async () => {
  const largest = (_: unknown, prediction: Parameters<typeof ops.max>[0]) => ops.max(prediction, { axis: 1 })
  const metric = resolveMetric(largest, huber(), [null, 2])
  expect(metric.name).toBe('largest')
  await expectTensor(metric.perSample(tensor(device, SCORES), tensor(device, SCORES)), [0.7, 0.6])
  const overall = resolveMetric((_, prediction) => ops.max(prediction), huber(), [null, 2])
  await expectTensor(overall.perSample(tensor(device, SCORES), tensor(device, SCORES)), [0.7, 0.7])
})

test.each(['precision', 'constructor', 7, undefined])('%s is refused with the list of names', (given) => {
  const run = () => resolveMetric(given as MetricName, huber(), [null, 2])
  expect(run).toThrow(OptionError)
  expect(run).toThrow(new RegExp(`no metric '${String(given)}'.*accuracy, .*topKCategoricalAccuracy, .*mse`))
})
