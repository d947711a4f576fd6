import { expect, test } from 'vitest'
import { batchNoise } from '../../src/health/batch-noise.js'
import type { ChannelMoments } from '../../src/health/channel-moments.js'
import { layerHealth } from '../../src/health/layer-health.js'
import { batchNormalization, diagnose, reshape, type BatchNormalization } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { compiled, found, normal, set, settled } from './support.js'

test.each([2, 4, 8])('means of batches of %i stray by 1/√n: noisy', async (batchSize) => {
  const model = await settled(await openCpu(), 8)
  const { findings } = await diagnose(model, normal(4096, 8), { batchSize })
  expect(findings).toHaveLength(1)
  expect(findings[0].illness).toBe('noisy-statistics')
  expect(findings[0].figure * Math.sqrt(batchSize)).toBeGreaterThan(0.95)
  expect(findings[0].figure * Math.sqrt(batchSize)).toBeLessThan(1.05)
})

test('means and variances of batches of 32 stray by 1/√32 and √(2/32): no finding', async () => {
  const model = await settled(await openCpu(), 8)
  const { findings, layers } = await diagnose(model, normal(8192, 8))
  expect(findings).toEqual([])
  const { noise } = layers[0]
  expect(noise).toMatchObject({ values: 32, measured: true })
  expect(noise?.mean).toBeCloseTo(1 / Math.sqrt(32), 1.7)
  expect(noise?.variance).toBeCloseTo(Math.sqrt(2 / 32), 1.7)
})

test('values that repeat within a sample count once', async () => {
  const device = await openCpu()
  const single = normal(1024, 1)
  const data = Float32Array.from({ length: 1024 * 64 }, (_, i) => single.data[Math.floor(i / 64)])
  const model = compiled(device, [reshape([64, 1], { inputShape: [64] }), batchNormalization()])
  await set(model, { updates: [10_000] })
  const { findings, layers } = await diagnose(model, { data, shape: [1024, 64] }, { batchSize: 4 })
  expect(found({ findings, layers, activations: [] })).toEqual(['batchNormalization: noisy-statistics'])
  expect(layers[0].noise?.values).toBe(256)
  expect(findings[0].figure).toBeCloseTo(1 / Math.sqrt(4), 1)
  expect(findings[0].description).toMatch(/as much as [345] independent values/)
})

test('of fewer than eight batches the noise is taken from the formulas', async () => {
  const model = await settled(await openCpu(), 8)
  const { layers } = await diagnose(model, normal(128, 8), { batchSize: 32 })
  expect(layers[0].noise).toEqual({
    values: 32,
    mean: Math.sqrt(1 / 32),
    variance: Math.sqrt(2 / 32),
    measured: false,
  })
})

test('samples that are sorted are mixed before they are looked at', async () => {
  const { data, shape } = normal(1024, 1)
  const { findings } = await diagnose(await settled(await openCpu(), 1), { data: data.toSorted(), shape })
  expect(findings).toEqual([])
})

test('the noise of eight batches, by hand', () => {
  const batch = (mean: number, variance: number): ChannelMoments => ({
    count: Float64Array.of(10),
    mean: Float64Array.of(mean),
    m2: Float64Array.of(10 * variance),
  })
  const batches = [1, -1, 1, -1, 1, -1, 1, -1].map((sign) => batch(sign, 3 + sign))
  // All together: variance 3 within and 1 between batches; sample variances 8/7 of the means and of the variances.
  const noise = batchNoise(batches)
  expect(noise.mean).toBeCloseTo(Math.sqrt(8 / 7 / 4), 12)
  expect(noise.variance).toBeCloseTo(Math.sqrt(8 / 7) / 4, 12)
})

test('a batch of nothing but padding has no noise and no part in the data', async () => {
  const model = await settled(await openCpu(), 1)
  const layer = model.sublayers[0] as BatchNormalization
  const vector = (value: number): Float64Array => Float64Array.of(value)
  const seen = { count: vector(20), mean: vector(2), m2: vector(60) }
  const padding = { count: vector(0), mean: vector(0), m2: vector(0) }
  const { noise, channels } = await layerHealth(layer, layer.running!, [padding, seen, seen])
  expect(noise?.values).toBe(20)
  expect(channels[0].data).toEqual({ mean: 2, variance: 3 })
  expect(await layerHealth(layer, layer.running!, [padding])).toMatchObject({ gap: null, noise: null })
})
