import { describe, expect, test } from 'vitest'
import { adamw, batchNormalization, dense, diagnose, layerNormalization, sequential, sgd } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { clusters } from '../training/support.js'
import { compiled, found, normal, set, settled, trained } from './support.js'

const { x } = clusters(320)

describe('dead channels', () => {
  test('have γ = 0: one is a finding', async () => {
    const model = await settled(await openCpu(), 4)
    await set(model, { gamma: [1, 1, 0, 1] })
    const { findings } = await diagnose(model, normal(1024, 4))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ illness: 'dead-channels', layer: 'batchNormalization', figure: 1 })
    expect(findings[0].description).toContain('1 of 4 channels (25 %, the first is 2) do not vary: γ is about 0 in 1')
  })

  test('have a constant input', async () => {
    const data = normal(1024, 4)
    const constant = { ...data, data: Float32Array.from(data.data, (value, i) => (i % 4 === 3 ? 7 : value)) }
    const model = await settled(await openCpu(), 4)
    await set(model, { movingMean: [0, 0, 0, 7] })
    const { findings } = await diagnose(model, constant)
    expect(found({ findings, layers: [], activations: [] })).toEqual(['batchNormalization: dead-channels'])
    expect(findings[0].description).toContain('the input is constant in 1')
  })

  test('have a variance far below ε', async () => {
    const data = normal(1024, 4)
    const model = await settled(await openCpu(), 4)
    const small = { ...data, data: data.data.map((value) => 1e-4 * value) }
    const { findings } = await diagnose(model, small)
    expect(found({ findings, layers: [], activations: [] })).toContain('batchNormalization: dead-channels')
  })

  test('with an input of 0 are a finding when they are many', async () => {
    const device = await openCpu()
    const silent = async (count: number): Promise<string[]> => {
      const model = await trained(device, 30, { momentum: 0.9 })
      await set(model, {
        'dense/bias': Array.from({ length: 16 }, (_, unit) => (unit < count ? -1e3 : 0)),
        movingMean: (await diagnose(model, x)).layers[0].channels.map(({ data }, unit) =>
          unit < count ? 0 : (data?.mean ?? 0),
        ),
      })
      return found(await diagnose(model, x, { thresholds: { gap: Infinity, channelGap: Infinity } }))
    }
    expect(await silent(1)).toEqual([])
    expect(await silent(8)).toEqual(['batchNormalization: dead-channels', 'dense: dead-units'])
  })
})

describe('weight decay on γ and β', () => {
  const decayed = async (optimizer: ReturnType<typeof sgd>, trainable = true): Promise<string[]> => {
    const model = sequential([
      dense(4, { inputShape: [8] }),
      batchNormalization({ trainable, momentum: null }),
      layerNormalization({ center: false }),
    ])
    model.compile({ device: await openCpu(), optimizer, loss: 'mse' })
    await set(model, { updates: [10_000] })
    const { findings } = await diagnose(model, x, { thresholds: { gap: Infinity, channelGap: Infinity } })
    return findings.map(({ illness, description }) => `${illness} ${description}`)
  }

  test('is found where decayParameter takes them', async () => {
    expect(await decayed(sgd({ weightDecay: 0.01, decayParameter: () => true }))).toEqual([
      "decayed-affine The optimizer 'sgd' applies its weight decay of 0.01 to batchNormalization/gamma and batchNormalization/beta.",
      "decayed-affine The optimizer 'sgd' applies its weight decay of 0.01 to layerNormalization/gamma.",
    ])
  })

  test.each([
    ['by default it spares them', adamw({ weightDecay: 0.01 })],
    ['a decay of 0 is none', sgd({ decayParameter: () => true })],
    ['biases alone may decay', sgd({ weightDecay: 0.1, decayParameter: ({ kind }) => kind === 'bias' })],
  ])('%s', async (_, optimizer) => {
    expect(await decayed(optimizer)).toEqual([])
  })

  test('does nothing to parameters that do not learn', async () => {
    expect(await decayed(sgd({ weightDecay: 0.01, decayParameter: () => true }), false)).toHaveLength(1)
  })
})

describe("values near float32's limits", () => {
  test('outputs beyond 1e30', async () => {
    const model = compiled(await openCpu(), [dense(1, { inputShape: [8], kernelInitializer: 'ones', name: 'huge' })])
    await set(model, { 'huge/kernel': Array(8).fill(1e32) })
    const { findings } = await diagnose(model, x)
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({ illness: 'float32-limits', layer: 'huge' })
    expect(findings[0].figure).toBeGreaterThan(1e32)
  })

  test('a single output, whichever the batch', async () => {
    const { data, shape } = normal(320, 1)
    const model = compiled(await openCpu(), [dense(1, { inputShape: [1], kernelInitializer: 'ones' })])
    for (const sign of [1, -1]) {
      for (const sample of [0, 100, 200, 300]) {
        const spiked = data.map((value, i) => (i === sample ? sign * 1e31 : value))
        expect(found(await diagnose(model, { data: spiked, shape }))).toEqual(['dense: float32-limits'])
      }
    }
  })

  test('outputs that are not numbers', async () => {
    const model = compiled(await openCpu(), [dense(1, { inputShape: [8] })])
    await set(model, { 'dense/bias': [NaN] })
    const { findings } = await diagnose(model, x)
    expect(findings).toMatchObject([{ illness: 'float32-limits', layer: 'dense', figure: NaN }])
  })

  test('a mean that is a million standard deviations', async () => {
    const data = normal(1024, 2)
    const far = { ...data, data: data.data.map((value, i) => (i % 2 === 0 ? value : value + 3e6)) }
    const model = await settled(await openCpu(), 2)
    await set(model, { movingMean: [0, 3e6] })
    const { findings } = await diagnose(model, far)
    expect(findings).toMatchObject([{ illness: 'float32-limits', layer: 'batchNormalization' }])
    expect(findings[0].description).toContain('In channel 1 the mean 3000000')
  })

  test('a variance below 1e-30', async () => {
    const data = normal(1024, 1)
    const tiny = { ...data, data: data.data.map((value) => 1e-16 * value) }
    const diagnosis = await diagnose(await settled(await openCpu(), 1), tiny)
    expect(found(diagnosis)).toContain('batchNormalization: float32-limits')
  })

  test.each([
    ['a running variance that is infinite', { movingVariance: [1, Infinity] }],
    ['a running mean that is not a number', { movingMean: [NaN, 0] }],
  ])('%s', async (_, values) => {
    const model = await settled(await openCpu(), 2)
    await set(model, values)
    expect(found(await diagnose(model, normal(1024, 2)))).toContain('batchNormalization: float32-limits')
  })

  test('are far from data with a mean of a thousand standard deviations', async () => {
    const data = normal(1024, 1)
    const model = await settled(await openCpu(), 1)
    await set(model, { movingMean: [1000] })
    expect(found(await diagnose(model, { ...data, data: data.data.map((value) => value + 1000) }))).toEqual([])
  })
})
