import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  BatchNormalization,
  sequential,
  SingleValueError,
  type Convention,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(96)

describe('running statistics', () => {
  test('are not touched by evaluate, predict or a second forward pass', async () => {
    const model = smallNetwork(await openCpu())
    await model.fit(x, y, { batchSize: 32 })
    const before = await bits(model)
    await model.evaluate(x, y)
    ;(await model.predict(x)).dispose()
    expect(await bits(model)).toEqual(before)
  })

  /** One channel with the batches [1, 2, 3, 6] (mean 3, m2 14) and [0, 0, 4, 4] (mean 2, m2 16), from mean 0, variance 1. */
  const batches = [
    [1, 2, 3, 6],
    [0, 0, 4, 4],
  ]
  const byHand: [Convention, number | null | undefined, number, number][] = [
    // moving ← 0.99·moving + 0.01·batch, population variance: 14/4 = 3.5, 16/4 = 4
    ['keras', undefined, 0.99 * 0.03 + 0.02, 0.99 * (0.99 + 0.035) + 0.04],
    ['flax', undefined, 0.99 * 0.03 + 0.02, 0.99 * (0.99 + 0.035) + 0.04],
    // running ← 0.9·running + 0.1·batch, unbiased variance: 14/3, 16/3
    ['torch', undefined, 0.9 * 0.3 + 0.2, 0.9 * (0.9 + 0.1 * (14 / 3)) + 0.1 * (16 / 3)],
    ['keras', 0.5, 0.5 * 1.5 + 1, 0.5 * (0.5 + 1.75) + 2],
    // momentum null: the plain average of the batches seen
    ['torch', null, 2.5, (14 / 3 + 16 / 3) / 2],
    ['torch', 1, 2, 16 / 3],
    ['keras', 1, 0, 1],
  ]
  test.each(byHand)('%s with momentum %s follow the documentation', async (convention, momentum, mean, variance) => {
    const layer = batchNormalization({ convention, momentum, inputShape: [1] })
    const model = sequential([layer])
    model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
    const data = { data: Float32Array.from(batches.flat()), shape: [8, 1] }
    await model.fit(data, data, { batchSize: 4, shuffle: false })
    const running = layer.running
    expectClose(await running!.mean.value.read(), [mean])
    expectClose(await running!.variance.value.read(), [variance])
    expect(await running!.updates.value.item()).toBe(2)
  })

  test.each([
    ['fused', openCpu],
    ['composed', openComposed],
  ])('of a layer used twice are those of all its inputs together (%s kernels)', async (_, open) => {
    const shared = batchNormalization({ convention: 'torch', momentum: null, center: false, scale: false })
    const model = sequential([shared, shared], { inputShape: [1] })
    model.compile({ device: await open(), optimizer: 'sgd', loss: 'mse' })
    const data = { data: Float32Array.of(1, 2, 3, 6), shape: [4, 1] }
    await model.fit(data, data, { batchSize: 4 })
    const std = Math.sqrt(3.5 + shared.rules.epsilon)
    const second = [-2, -1, 0, 3].map((d) => d / std)
    const all = [1, 2, 3, 6, ...second]
    const mean = all.reduce((sum, v) => sum + v, 0) / 8
    const variance = all.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 7
    expectClose(await shared.running!.mean.value.read(), [mean])
    expectClose(await shared.running!.variance.value.read(), [variance])
    expect(await shared.running!.updates.value.item()).toBe(1)
  })
})

describe('modes of a batch-norm layer', () => {
  test('frozen: γ and β learn, running statistics stay and are used', async () => {
    const layer = batchNormalization({ mode: 'frozen', inputShape: [8] })
    const model = sequential([layer])
    model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
    await model.fit(x, { data: new Float32Array(96 * 8).fill(1), shape: [96, 8] }, { batchSize: 32 })
    expect([...(await layer.running!.mean.value.read())]).toEqual(Array(8).fill(0))
    expect([...(await layer.gamma!.value.read())]).not.toEqual(Array(8).fill(1))
  })

  test('trainable false: γ and β stay, running statistics follow', async () => {
    const layer = batchNormalization({ trainable: false, inputShape: [8] })
    const model = sequential([layer])
    model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
    await model.fit(x, x, { batchSize: 32 })
    expect([...(await layer.gamma!.value.read())]).toEqual(Array(8).fill(1))
    expect([...(await layer.running!.mean.value.read())]).not.toEqual(Array(8).fill(0))
  })

  test('one value per channel is an error in training only', async () => {
    const model = sequential([batchNormalization({ inputShape: [3] })])
    model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
    await expect(model.fit([[1, 2, 3]], [[0, 0, 0]])).rejects.toBeInstanceOf(SingleValueError)
    await expect(model.evaluate([[1, 2, 3]], [[0, 0, 0]])).resolves.toHaveProperty('loss')
  })

  test('denormalize undoes the layer at test time', async () => {
    const device = await openCpu()
    const layer = new BatchNormalization({ inputShape: [8] })
    const model = sequential([layer])
    model.compile({ device, optimizer: 'sgd', loss: 'mse' })
    await model.fit(x, x, { epochs: 5, batchSize: 32 })
    const normalized = await model.predict(x)
    const restored = layer.denormalize(normalized)
    expectClose(await restored.read(), x.data, { atol: 1e-5 })
  })
})
