import { expect, test } from 'vitest'
import { batchNormalization, CallContext, dense, dropout, sequential, sgd, type Sequential } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { bits, clusters } from './support.js'

const { x, y } = clusters(120)

async function plain(open: typeof openCpu, activation: 'tanh' | 'relu' = 'tanh'): Promise<Sequential> {
  const model = sequential([dense(8, { activation, inputShape: [8] }), dense(3, { activation: 'softmax' })])
  const optimizer = sgd({ learningRate: 0.1, momentum: 0.9 })
  model.compile({ device: await open(), optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  return model
}

test.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('micro-batches without batch norm are the whole batch, uneven ones too (%s kernels)', async (_, open) => {
  const whole = await plain(open)
  const parts = await plain(open)
  const once = await whole.fit(x, y, { epochs: 3, batchSize: 60, shuffle: false })
  // 25 + 25 + 25 samples in the first step, 25 + 20 in the second: not the same batches, but one step over all samples
  const { steps } = await parts.fit(x, y, { batchSize: 25, accumulationSteps: 3, shuffle: false })
  expect(steps).toBe(2)
  const again = await plain(open)
  const halves = await again.fit(x, y, { epochs: 3, batchSize: 20, accumulationSteps: 3, shuffle: false })
  expect(halves.steps).toBe(once.steps)
  expectClose(halves.metrics.loss, once.metrics.loss)
  expect(halves.metrics.accuracy).toEqual(once.metrics.accuracy)
  const [want, got] = [await whole.getWeights(), await again.getWeights()]
  for (const path of Object.keys(want)) expectClose(got[path].data as Float32Array, want[path].data, { atol: 1e-6 })
})

test('running statistics move once a step, by all micro-batches together', async () => {
  const layer = batchNormalization({ convention: 'torch', momentum: 1, inputShape: [8] })
  const model = sequential([layer])
  model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
  await model.fit(x, x, { batchSize: 50, accumulationSteps: 3, shuffle: false })
  expect(await layer.running!.updates.value.item()).toBe(1)
  const column = Array.from({ length: 120 }, (_, i) => x.data[i * 8])
  const mean = column.reduce((sum, v) => sum + v, 0) / 120
  const variance = column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 119
  expectClose([(await layer.running!.mean.value.read())[0]], [mean])
  expectClose([(await layer.running!.variance.value.read())[0]], [variance])
})

test('micro-batches of one step draw different dropout masks, the same ones each time', async () => {
  const [first, second] = [0, 1].map((part) => new CallContext({ training: true, step: 3, part }).nextRandom())
  expect(first).not.toEqual(second)
  const weights: unknown[] = []
  for (let run = 0; run < 2; run++) {
    const model = sequential([dropout(0.5, { inputShape: [8] }), dense(3)])
    model.compile({ device: await openCpu(), optimizer: sgd(), loss: 'mse' })
    const ones = { data: new Float32Array(8 * 8).fill(1), shape: [8, 8] }
    const zeros = { data: new Float32Array(8 * 3), shape: [8, 3] }
    await model.fit(ones, zeros, { batchSize: 4, accumulationSteps: 2 })
    weights.push(await bits(model))
  }
  expect(weights[0]).toEqual(weights[1])
})

test('a group with one bad micro-batch is dropped whole, and the layer is named', async () => {
  const huge = Float32Array.from(x.data)
  huge.fill(3e38, 90 * 8, 91 * 8)
  const model = await plain(openCpu, 'relu')
  const before = await bits(model)
  const data = { data: huge, shape: x.shape }
  const error = await model
    .fit(data, y, { batchSize: 40, accumulationSteps: 3, shuffle: false })
    .catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'NON_FINITE', layer: 'dense' })
  expect(await bits(model)).toEqual(before)
})
