import { describe, expect, test } from 'vitest'
import {
  adam,
  batchNormalization,
  batchRenormalization,
  dense,
  flatten,
  ghostBatchNormalization,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
  masking,
  renormRamp,
  reshape,
  rmsNormalization,
  sequential,
  type Layer,
  type Sequential,
} from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { bits, clusters } from '../../training/support.js'

const { x, y } = clusters(100)

/** Each normalizer, for samples of 4 positions with 6 channels. */
const NORMALIZERS: readonly (readonly [string, () => readonly Layer[]])[] = [
  ['batch norm', () => [batchNormalization()]],
  ['batch norm, channels first', () => [batchNormalization({ axis: 1 })]],
  ['batch norm behind masking', () => [masking(), batchNormalization()]],
  ['ghost batch norm', () => [ghostBatchNormalization({ virtualBatchSize: 8 })]],
  ['batch renorm', () => [batchRenormalization()]],
  ["batch renorm with the paper's ramp", () => [batchRenormalization(renormRamp())]],
  ['group norm', () => [groupNormalization({ groups: 3 })]],
  ['group norm, channels first', () => [groupNormalization({ groups: 2, axis: 1 })]],
  ['instance norm', () => [instanceNormalization()]],
  ['instance norm with running statistics', () => [instanceNormalization({ trackRunningStatistics: true })]],
  ['layer norm', () => [layerNormalization({ axes: 2 })]],
  ['RMS norm', () => [rmsNormalization({ axes: 2 })]],
]

function network(device: Awaited<ReturnType<typeof openCpu>>, normalizer: () => readonly Layer[]): Sequential {
  const model = sequential([
    dense(24, { activation: 'tanh', inputShape: [8] }),
    reshape([4, 6]),
    ...normalizer(),
    flatten(),
    dense(3, { activation: 'softmax' }),
  ])
  const optimizer = adam({ learningRate: 0.01 })
  model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], seed: 2 })
  return model
}

describe.each(NORMALIZERS)('%s in a network', (_, normalizer) => {
  test.each([
    ['fused', openCpu],
    ['composed', openComposed],
  ])('learns, gives back all memory, and comes out the same twice (%s kernels)', async (_, open) => {
    const device = await open()
    const model = network(device, normalizer)
    await model.fit(x, y, { epochs: 2, batchSize: 32 })
    const live = device.memory().liveBuffers
    await model.fit(x, y, { epochs: 10, batchSize: 32 })
    expect(device.memory().liveBuffers).toBe(live)
    expect((await model.evaluate(x, y)).accuracy).toBeGreaterThan(0.9)
    const again = network(device, normalizer)
    await again.fit(x, y, { epochs: 2, batchSize: 32 })
    await again.fit(x, y, { epochs: 10, batchSize: 32 })
    expect(await bits(again)).toEqual(await bits(model))
  })
})
