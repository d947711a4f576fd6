import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  CallContext,
  ghostBatchNormalization,
  OptionError,
  tensor,
  type GhostBatchNormalization,
} from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, normalizedBy, normals, onDevice, pass, placed, step } from './support.js'

const ghost = (virtualBatchSize: number): GhostBatchNormalization =>
  ghostBatchNormalization({ virtualBatchSize, convention: 'torch', momentum: 1 })

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('ghost batch normalization (%s kernels)', (_, open) => {
  test('by hand: [1, 3] and [10, 14] by themselves', async () => {
    const device = await open()
    const layer = placed(device, ghostBatchNormalization({ virtualBatchSize: 2, epsilon: 1e-12 }), [1])
    expectClose(await step(layer, tensor(device, [[1], [3], [10], [14]])).read(), [-1, 1, -1, 1])
  })

  test.each([
    ['channels last', [6, 2, 3], -1, (i: number) => `${Math.floor(i / 18)} ${i % 3}`],
    ['channels first', [6, 3, 2], 1, (i: number) => `${Math.floor(i / 18)} ${Math.floor(i / 2) % 3}`],
  ] as const)('normalizes each virtual batch alone, %s', async (_, shape, axis, part) => {
    const device = await open()
    const x = normals(shape, 1)
    const layer = ghostBatchNormalization({ virtualBatchSize: 3, axis })
    const y = step(placed(device, layer, shape.slice(1)), onDevice(device, x))
    expectClose(await y.read(), normalizedBy(x.data, part, 1e-3))
  })

  test('the last virtual batch takes the remainder', async () => {
    const device = await open()
    const x = normals([8, 2], 2)
    const y = step(placed(device, ghostBatchNormalization({ virtualBatchSize: 3 }), [2]), onDevice(device, x))
    const part = (i: number): string => `${i < 6 ? 0 : 1} ${i % 2}`
    expectClose(await y.read(), normalizedBy(x.data, part, 1e-3))
  })

  test.each([
    [7, 4],
    [4, 4],
    [3, 4],
  ])('%d samples in virtual batches of %d are one: batch norm, bit for bit', async (samples, size) => {
    const device = await open()
    const x = normals([samples, 3], 3)
    const dy = onDevice(device, normals([samples, 3], 4))
    const parts = pass(placed(device, ghost(size), [3]), onDevice(device, x), dy)
    const plain = placed(device, batchNormalization({ convention: 'torch', momentum: 1 }), [3])
    const whole = pass(plain, onDevice(device, x), dy)
    expect(await parts.y.read()).toEqual(await whole.y.read())
    for (const [i, gradient] of parts.gradients.entries()) {
      expect(await gradient.read()).toEqual(await whole.gradients[i].read())
    }
  })

  test.each([
    [12, 3],
    [14, 3],
    [14, 4],
  ])('running statistics of %d samples in virtual batches of %d are those of all', async (samples, size) => {
    const device = await open()
    const x = onDevice(device, normals([samples, 5, 2], 5, 1e4, 1e-2))
    const parts = placed(device, ghost(size), [5, 2], { movingVariance: [0, 0] })
    const whole = placed(device, batchNormalization({ convention: 'torch', momentum: 1 }), [5, 2], {
      movingVariance: [0, 0],
    })
    step(parts, x)
    step(whole, x)
    expectClose(await parts.running!.mean.value.read(), await whole.running!.mean.value.read(), { rtol: 1e-7 })
    expectClose(await parts.running!.variance.value.read(), await whole.running!.variance.value.read(), {
      rtol: 1e-5,
      atol: 0,
    })
    expect(await parts.running!.updates.value.item()).toBe(1)
  })

  test('positions behind a mask count in no virtual batch', async () => {
    const device = await open()
    const layer = placed(device, ghostBatchNormalization({ virtualBatchSize: 2, epsilon: 1e-12 }), [1])
    const x = tensor(device, [[1], [3], [10], [12], [100]])
    const context = new CallContext({ training: true, mask: tensor(device, [1, 1, 1, 1, 0]) })
    const y = await layer.call(x, context).read()
    expectClose(y.subarray(0, 4), [-1, 1, -1, 1])
    const [{ statistics }] = context.proposals
    expectClose(await statistics.count.read(), [4])
    expectClose(await statistics.m2.read(), [1 + 1 + 1 + 1 + 4 * 4.5 ** 2])
  })

  test('test time is batch norm', async () => {
    const device = await open()
    const layer = placed(device, ghost(2), [1], { movingMean: [2], movingVariance: [4] })
    expectClose(await evaluated(layer, tensor(device, [[2], [4]])).read(), [0, 2 / Math.sqrt(4 + 1e-5)])
  })
})

test.each([1, 0, 2.5, NaN])('virtual batches of %d samples are refused', (virtualBatchSize) => {
  expect(() => ghostBatchNormalization({ virtualBatchSize })).toThrow(OptionError)
})
