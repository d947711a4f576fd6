import { describe, expect, test } from 'vitest'
import {
  adapt,
  batchNormalization,
  dense,
  dropout,
  OptionError,
  recalibrate,
  sequential,
  type BatchNormalization,
  type HostTensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(100)

function column(data: HostTensor, channel: number): number[] {
  const [rows, channels] = data.shape
  return Array.from({ length: rows }, (_, i) => data.data[i * channels + channel])
}
const mean = (v: readonly number[]): number => v.reduce((sum, a) => sum + a, 0) / v.length
const squares = (v: readonly number[]): number => v.reduce((sum, a) => sum + (a - mean(v)) ** 2, 0)

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('recalibrate (%s kernels)', (_, open) => {
  async function normalizer(
    convention: 'keras' | 'torch',
  ): Promise<[BatchNormalization, ReturnType<typeof sequential>]> {
    const layer = batchNormalization({ convention, inputShape: [8], movingMeanInitializer: 'ones' })
    const model = sequential([layer])
    model.compile({ device: await open(), optimizer: 'sgd', loss: 'mse' })
    return [layer, model]
  }

  test('pooled: the statistics of all samples, whatever the batch size', async () => {
    const [layer, model] = await normalizer('keras')
    await recalibrate(model, x, { batchSize: 30 })
    const values = column(x, 3)
    expectClose([(await layer.running!.mean.value.read())[3]], [mean(values)])
    expectClose([(await layer.running!.variance.value.read())[3]], [squares(values) / 100])
    const [other, twin] = await normalizer('torch')
    await recalibrate(twin, x, { batchSize: 7 })
    expectClose(await other.running!.mean.value.read(), await layer.running!.mean.value.read())
    expectClose([(await other.running!.variance.value.read())[3]], [squares(values) / 99])
  })

  test('average: the plain average of the batches, as update_bn', async () => {
    const [layer, model] = await normalizer('torch')
    await recalibrate(model, x, { method: 'average', batchSize: 30 })
    const parts = [0, 30, 60, 90].map((start) => column(x, 3).slice(start, start + 30))
    expectClose([(await layer.running!.mean.value.read())[3]], [mean(parts.map(mean))])
    const variances = parts.map((part) => squares(part) / (part.length - 1))
    expectClose([(await layer.running!.variance.value.read())[3]], [mean(variances)])
    expect(await layer.running!.updates.value.item()).toBe(4)
  })
})

test('recalibrate changes no weight, does not drop, and leaves nothing behind', async () => {
  const device = await openCpu()
  const model = sequential([dense(8, { inputShape: [8] }), dropout(0.5), batchNormalization(), dense(3)])
  model.compile({ device, loss: 'mse' })
  const before = await model.getWeights()
  const live = device.memory().liveBuffers
  await recalibrate(model, x)
  const once = await bits(model)
  await recalibrate(model, x)
  expect(await bits(model)).toEqual(once)
  expect(device.memory().liveBuffers).toBe(live)
  const after = await model.getWeights()
  for (const path of Object.keys(before).filter((name) => !/moving|updates/.test(name))) {
    expect(after[path]).toEqual(before[path])
  }
  expect(after['batchNormalization/movingMean']).not.toEqual(before['batchNormalization/movingMean'])
})

test('adapt brings a network that met shifted and scaled data back to its accuracy', async () => {
  const model = sequential([
    batchNormalization({ inputShape: [8] }),
    dense(16, { activation: 'relu' }),
    dense(3, { activation: 'softmax' }),
  ])
  model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  await model.fit(x, y, { epochs: 60, batchSize: 20 })
  const target = clusters(300, 1)
  const moved = { data: Float32Array.from(target.x.data, (v) => 4 * v + 30), shape: target.x.shape }
  const { accuracy: lost } = await model.evaluate(moved, target.y)
  await adapt(model, moved)
  const { accuracy: found } = await model.evaluate(moved, target.y)
  expect(found).toBeGreaterThan(0.9)
  expect(found).toBeGreaterThan(lost + 0.2)
})

test('frozen layers stay, and a model without any other is refused', async () => {
  const model = sequential([batchNormalization({ mode: 'frozen', inputShape: [8] })])
  model.compile({ device: await openCpu(), loss: 'mse' })
  await expect(recalibrate(model, x)).rejects.toBeInstanceOf(OptionError)
  await expect(recalibrate(smallNetwork(await openCpu()), x, { method: 'exact' as 'pooled' })).rejects.toThrow(/exact/)
})
