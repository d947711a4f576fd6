import { expect, test } from 'vitest'
import {
  batchNormalization,
  CallContext,
  dense,
  masking,
  ops,
  sequential,
  ShapeError,
  tensor,
  type HostTensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { bits, clusters, smallNetwork } from './support.js'

/** Sequences of three places with two features, of which some batches are padding alone. */
function sequences(batches: readonly ('full' | 'padding')[]): { x: HostTensor; y: HostTensor } {
  const data = Float32Array.from({ length: batches.length * 4 * 6 }, (_, i) =>
    batches[Math.floor(i / 24)] === 'full' ? Math.sin(i) + 2 : 0,
  )
  const samples = batches.length * 4
  return {
    x: { data, shape: [samples, 3, 2] },
    y: { data: new Float32Array(samples * 3), shape: [samples, 3, 1] },
  }
}

test.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('a batch of nothing but padding skips the commit, and the history says so (%s kernels)', async (_, open) => {
  const model = sequential([masking(), batchNormalization({ name: 'bn' }), dense(1)], { inputShape: [3, 2] })
  model.compile({ device: await open(), optimizer: 'sgd', loss: 'mse' })
  const options = { batchSize: 4, shuffle: false }
  const full = sequences(['full', 'full'])
  const first = await model.fit(full.x, full.y, options)
  expect(first.skippedStatistics).toEqual({})
  const before = await bits(model)
  const empty = sequences(['padding'])
  const second = await model.fit(empty.x, empty.y, options)
  const after = await bits(model)
  for (const state of ['movingMean', 'movingVariance', 'updates']) {
    expect(after[`bn/${state}`]).toEqual(before[`bn/${state}`])
  }
  expect(second.skippedStatistics).toEqual({ bn: 1 })
  const mixed = sequences(['full', 'padding', 'full', 'padding'])
  expect((await model.fit(mixed.x, mixed.y, options)).skippedStatistics).toEqual({ bn: 2 })
})

test('a mask of another shape is a typed error', async () => {
  const device = await openCpu()
  const layer = batchNormalization({ inputShape: [2] })
  const model = sequential([layer])
  model.compile({ device, loss: 'mse' })
  const x = tensor(device, [
    [1, 2],
    [3, 4],
    [5, 6],
  ])
  const context = new CallContext({ training: true, mask: tensor(device, [1, 1]) })
  expect(() => model.call(x, context)).toThrow(ShapeError)
})

test('a forward pass that is thrown away, twice over, leaves running statistics bit-identical', async () => {
  const { x, y } = clusters(60)
  const model = smallNetwork(await openCpu())
  await model.fit(x, y)
  const before = await bits(model)
  const input = tensor(model.device, x.data, { shape: x.shape })
  for (let pass = 0; pass < 2; pass++) {
    const context = new CallContext({ training: true })
    ops.sum(model.call(input, context)).dispose()
    expect(context.proposals).toHaveLength(1)
  }
  expect(await bits(model)).toEqual(before)
})
