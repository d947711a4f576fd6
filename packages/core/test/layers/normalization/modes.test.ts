import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  batchRenormalization,
  CallContext,
  ghostBatchNormalization,
  instanceNormalization,
  OptionError,
  tensor,
  type NormalizationMode,
  type RunningNormalization,
  type RunningNormalizationOptions,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, placed, step } from './support.js'

type Make = (options: RunningNormalizationOptions) => RunningNormalization

/** Layers with running statistics, each so that [[1], [3]], [[1], [3]] becomes ∓1 by the statistics of the batch. */
const LAYERS: readonly (readonly [string, Make])[] = [
  ['batch norm', (options) => batchNormalization(options)],
  ['ghost batch norm', (options) => ghostBatchNormalization({ ...options, virtualBatchSize: 2 })],
  ['batch renorm', (options) => batchRenormalization({ ...options, rMax: 1, dMax: 0 })],
  ['instance norm', (options) => instanceNormalization({ ...options, trackRunningStatistics: true })],
]

describe.each(LAYERS)('%s', (_, make) => {
  const running = { movingMean: [2], movingVariance: [4] }
  const [byBatch, byRunning] = [
    [-1, 1, -1, 1],
    [-0.5, 0.5, -0.5, 0.5],
  ]

  async function outcome(mode: NormalizationMode | null, training: boolean): Promise<[number[], number]> {
    const device = await openCpu()
    const layer = placed(device, make({ mode, epsilon: 1e-12 }), [2, 1], running)
    const x = tensor(device, [
      [[1], [3]],
      [[1], [3]],
    ])
    const context = new CallContext({ training })
    return [[...(await layer.call(x, context).read())], context.proposals.length]
  }

  test.each([
    [null, true, byBatch, 1],
    [null, false, byRunning, 0],
    ['frozen', true, byRunning, 0],
    ['frozen', false, byRunning, 0],
    ['eval', true, byRunning, 0],
    ['train', true, byBatch, 1],
    ['train', false, byBatch, 0],
  ] as const)('in mode %s, training %s', async (mode, training, want, proposals) => {
    const [y, proposed] = await outcome(mode, training)
    expectClose(y, want)
    expect(proposed).toBe(proposals)
  })

  test('a forward pass that is not committed leaves running statistics alone', async () => {
    const device = await openCpu()
    const layer = placed(device, make({}), [2, 1], running)
    const x = tensor(device, [
      [[1], [3]],
      [[5], [9]],
    ])
    layer.call(x, new CallContext({ training: true }))
    expect(await layer.running!.mean.value.item()).toBe(2)
    step(layer, x)
    expect(await layer.running!.mean.value.item()).not.toBe(2)
    expect(await layer.running!.updates.value.item()).toBe(1)
  })

  test('denormalize undoes it at test time', async () => {
    const device = await openCpu()
    const layer = placed(device, make({}), [2, 1], { ...running, gamma: [3], beta: [-1] })
    const x = tensor(device, [
      [[1], [3]],
      [[5], [9]],
    ])
    expectClose(await layer.denormalize(evaluated(layer, x)).read(), [1, 3, 5, 9])
  })

  test('options out of range are refused', () => {
    expect(() => make({ epsilon: 0 })).toThrow(OptionError)
    expect(() => make({ momentum: 2 })).toThrow(OptionError)
    expect(() => make({ axis: 0 })).toThrow(OptionError)
    expect(() => make({ mode: 'test' as 'eval' })).toThrow(OptionError)
    expect(() => make({ convention: 'jax' as 'flax' })).toThrow(OptionError)
  })
})
