import { describe, expect, test } from 'vitest'
import { instanceNormalization, ops, tensor, type Convention, type Device } from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, normalizedBy, normals, onDevice, placed, step } from './support.js'

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('instance normalization (%s kernels)', (_, open) => {
  test.each([
    ['channels last', [2, 4, 3], -1, (i: number) => `${Math.floor(i / 12)} ${i % 3}`],
    ['channels first', [2, 3, 4], 1, (i: number) => `${Math.floor(i / 4)}`],
  ] as const)('of mean 1e4 and deviation 1e-2, %s, is accurate', async (_, shape, axis, instance) => {
    const device = await open()
    const x = normals(shape, 1, 1e4, 1e-2)
    const layer = placed(device, instanceNormalization({ axis, epsilon: 1e-12 }), shape.slice(1))
    expectClose(await evaluated(layer, onDevice(device, x)).read(), normalizedBy(x.data, instance, 1e-12), {
      atol: 1e-4,
    })
  })

  /** Two samples of one channel: [1, 3] with mean 2, and [10, 14] with mean 12. */
  const samples = (device: Device) =>
    tensor(device, [
      [[1], [3]],
      [[10], [14]],
    ])

  // Means 2 and 12 average to 7; unbiased variances 2 and 8 to 5, those of the population 1 and 4 to 2.5.
  const byHand: [Convention, number | null, number, number][] = [
    ['torch', 0.1, 0.7, 0.9 + 0.5],
    ['torch', null, 7, 5],
    ['keras', 0.75, 0.25 * 7, 0.75 + 0.25 * 2.5],
    ['flax', 0, 7, 2.5],
  ]
  test.each(byHand)(
    'running statistics in the convention %s with momentum %s',
    async (convention, momentum, mean, variance) => {
      const device = await open()
      const layer = placed(
        device,
        instanceNormalization({ trackRunningStatistics: true, convention, momentum }),
        [2, 1],
      )
      step(layer, samples(device))
      expectClose(await layer.running!.mean.value.read(), [mean])
      expectClose(await layer.running!.variance.value.read(), [variance])
      expect(await layer.running!.updates.value.item()).toBe(1)
    },
  )

  test('running statistics of mean 1e4 and deviation 1e-2 are accurate', async () => {
    const device = await open()
    const x = normals([8, 50, 2], 2, 1e4, 1e-2)
    const tracking = { trackRunningStatistics: true, convention: 'torch', momentum: 1 } as const
    const fromZero = { movingVariance: [0, 0] }
    const layer = placed(device, instanceNormalization(tracking), [50, 2], fromZero)
    step(layer, onDevice(device, x))
    const of = (n: number, c: number): number[] => Array.from({ length: 50 }, (_, t) => x.data[(n * 50 + t) * 2 + c])
    const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
    const unbiased = (values: readonly number[]): number => (mean(values.map((v) => (v - mean(values)) ** 2)) * 50) / 49
    const expected = (f: (values: readonly number[]) => number): number[] =>
      [0, 1].map((c) => mean(Array.from({ length: 8 }, (_, n) => f(of(n, c)))))
    expectClose(await layer.running!.variance.value.read(), expected(unbiased), { rtol: 1e-5, atol: 0 })
    expectClose(await layer.running!.mean.value.read(), expected(mean), { rtol: 1e-7, atol: 0 })
  })

  test('without running statistics test time is as training', async () => {
    const device = await open()
    const layer = placed(device, instanceNormalization(), [2, 1])
    expect(layer.running).toBeNull()
    const inTraining = await step(layer, samples(device)).read()
    expect(await evaluated(layer, samples(device)).read()).toEqual(inTraining)
    expectClose(
      inTraining,
      normalizedBy([1, 3, 10, 14], (i) => Math.floor(i / 2), 1e-3),
    )
  })

  test('with running statistics test time uses them, and denormalize undoes it', async () => {
    const device = await open()
    const layer = placed(device, instanceNormalization({ trackRunningStatistics: true, epsilon: 1e-3 }), [2, 1], {
      movingMean: [4],
      movingVariance: [4],
      gamma: [2],
    })
    const x = samples(device)
    const y = evaluated(layer, x)
    expectClose(
      await y.read(),
      [1, 3, 10, 14].map((v) => (2 * (v - 4)) / Math.sqrt(4.001)),
    )
    expectClose(await layer.denormalize(y).read(), [1, 3, 10, 14])
  })

  test('frozen uses running statistics in training and proposes nothing', async () => {
    const device = await open()
    const options = { trackRunningStatistics: true, mode: 'frozen' } as const
    const layer = placed(device, instanceNormalization(options), [2, 1])
    const y = step(layer, samples(device))
    expectClose(await y.read(), await evaluated(layer, samples(device)).read())
    expect(await layer.running!.updates.value.item()).toBe(0)
  })
})

test('one position has no variance: the output is β', async () => {
  const device = await openCpu()
  const layer = placed(device, instanceNormalization(), [3], { beta: [1, 2, 3] })
  expect([...(await evaluated(layer, tensor(device, [[5, 6, 7]])).read())]).toEqual([1, 2, 3])
  expect((await ops.sum(evaluated(layer, tensor(device, [], { shape: [0, 3] }))).read())[0]).toBe(0)
})
