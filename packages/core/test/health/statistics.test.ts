import { describe, expect, test } from 'vitest'
import { batchNormalization, diagnose, recalibrate } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { clusters } from '../training/support.js'
import { compiled, found, normal, set, settled, trained } from './support.js'

const { x } = clusters(320)

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('a healthy network draws no finding (%s kernels)', (_, open) => {
  test.each([
    ['momentum 0.9 and 300 updates', 30, { momentum: 0.9 }],
    ["PyTorch's defaults and 300 updates", 30, { convention: 'torch' }],
    ['the plain average of 10 updates', 1, { momentum: null }],
    ['the default momentum 0.99 and 500 updates', 50, {}],
  ] as const)('with %s', async (_title, epochs, options) => {
    const diagnosis = await diagnose(await trained(await open(), epochs, options), x)
    expect(diagnosis.findings).toEqual([])
    expect(String(diagnosis)).toBe('No findings.')
  })
})

describe('statistics that never saw a step', () => {
  test('are those of a network that was not trained', async () => {
    const diagnosis = await diagnose(await trained(await openCpu(), 0), x)
    expect(found(diagnosis)).toContain('batchNormalization: untrained-statistics')
    expect(diagnosis.findings[0].remedy).toContain('recalibrate(model, data)')
  })

  test('are found in a frozen layer too', async () => {
    const model = compiled(await openCpu(), [batchNormalization({ inputShape: [8], mode: 'frozen' })])
    const diagnosis = await diagnose(model, x)
    expect(found(diagnosis)).toEqual(['batchNormalization: untrained-statistics'])
    expect(diagnosis.findings[0].remedy).toContain("mode 'frozen'")
  })

  test('are not those that came from elsewhere, without a count of updates', async () => {
    const model = await settled(await openCpu(), 4)
    await set(model, { movingMean: [0.1, 0, 0, 0], updates: [0] })
    expect(found(await diagnose(model, normal(1024, 4)))).toEqual([])
  })
})

describe('running statistics that saw too few steps for their momentum', () => {
  test('still are 0.99 to the 50th of their initial values after 50 steps', async () => {
    const diagnosis = await diagnose(await trained(await openCpu(), 5), x)
    expect(found(diagnosis)).toEqual(['batchNormalization: few-updates', 'batchNormalization: train-eval-gap'])
    expect(diagnosis.findings[0].figure).toBeCloseTo(0.99 ** 50, 6)
    expect(diagnosis.findings[0].remedy).toContain('299 updates')
  })

  test('are cured by the momentum that the remedy names', async () => {
    const device = await openCpu()
    const sick = await diagnose(await trained(device, 10), x)
    const momentum = Number(/momentum (0\.\d+)/.exec(sick.findings[0].remedy)?.[1])
    expect(momentum ** 100).toBeLessThanOrEqual(0.05)
    expect(found(await diagnose(await trained(device, 10, { momentum }), x))).toEqual([])
  })

  test("are told a momentum in the layer's own convention", async () => {
    const model = await trained(await openCpu(), 10, { convention: 'torch', momentum: 0.01 })
    const { findings } = await diagnose(model, x)
    expect(findings[0].illness).toBe('few-updates')
    // 0.05^(1/100) = 0.9705 is the weight of the old.
    expect(findings[0].remedy).toContain('momentum 0.03 or null')
  })

  test('are cured by recalibrate, which counts as one update', async () => {
    const model = await trained(await openCpu(), 5)
    await recalibrate(model, x)
    expect(found(await diagnose(model, x))).toEqual([])
  })

  test('are not those of other data, which recalibrate counts as one update too', async () => {
    const model = await trained(await openCpu(), 5)
    await recalibrate(model, { ...x, data: x.data.map((value) => 3 * value) })
    expect(found(await diagnose(model, x))).toEqual(['batchNormalization: train-eval-gap'])
  })

  test('do no harm where the data has mean 0 and variance 1 itself', async () => {
    const model = await settled(await openCpu(), 4)
    await set(model, { updates: [10] })
    expect(found(await diagnose(model, normal(1024, 4)))).toEqual([])
  })

  test('that never move (momentum 1) are named without a number of steps that would help', async () => {
    const { findings } = await diagnose(await trained(await openCpu(), 5, { momentum: 1 }), x)
    expect(findings[0]).toMatchObject({ illness: 'few-updates', figure: 1 })
    expect(findings[0].remedy).not.toContain('train longer')
  })
})

describe("a momentum that looks like the other framework's convention", () => {
  test.each([
    ['keras', 0.1, 0.9, 'Use momentum 0.9'],
    ['keras', 0.01, 0.99, 'Use momentum 0.99'],
    ['flax', 0.1, 0.9, 'Use momentum 0.9'],
    ['torch', 0.99, 0.99, 'Use momentum 0.01'],
    ['torch', 0.9, 0.9, 'Use momentum 0.1'],
    ['torch', 1, 1, 'Use momentum 0.1'],
    ['keras', 0, 1, 'Use momentum 0.99'],
  ] as const)('%s, momentum %s: the newest batch weighs %s', async (convention, momentum, weight, remedy) => {
    const model = await settled(await openCpu(), 4, { convention, momentum })
    const { findings } = await diagnose(model, normal(1024, 4))
    expect(findings).toHaveLength(1)
    expect(findings[0].illness).toBe('foreign-momentum')
    expect(findings[0].figure).toBeCloseTo(weight, 6)
    expect(findings[0].remedy).toContain(remedy)
  })

  test.each([
    ['keras', 0.8],
    ['torch', 0.2],
    ['torch', 0.001],
  ] as const)('%s, momentum %s is none', async (convention, momentum) => {
    const model = await settled(await openCpu(), 4, { convention, momentum })
    expect(found(await diagnose(model, normal(1024, 4)))).toEqual([])
  })
})

describe('the train–eval gap, in standard deviations', () => {
  /** Data has mean 0 and variance 1; ε = 1e-5 is neglected. */
  test.each([
    // |μ − μ'| / σ'
    ['means 1 apart', { movingMean: [1, 1, 1, 1] }, 1],
    ['means 2 apart, in one of four channels', { movingMean: [0, 2, 0, 0] }, 1],
    [
      'means 3 apart, divided by a standard deviation of 2',
      { movingMean: Array(4).fill(3), movingVariance: Array(4).fill(4) },
      Math.hypot(1.5, 0.5),
    ],
    // σ·|1/σ' − 1/σ|
    ['a variance that is a quarter', { movingVariance: Array(4).fill(0.25) }, 1],
    ['a variance that is the hundredfold', { movingVariance: Array(4).fill(100) }, 0.9],
  ])('of %s', async (_title, values, gap) => {
    const model = await settled(await openCpu(), 4, { convention: 'torch' })
    await set(model, values)
    const { findings } = await diagnose(model, normal(8192, 4))
    expect(findings.map(({ illness }) => illness)).toEqual(['train-eval-gap'])
    expect(findings[0].figure).toBeGreaterThan(0.97 * gap)
    expect(findings[0].figure).toBeLessThan(1.03 * gap)
  })

  test('names the worst channel, one of many', async () => {
    const model = await settled(await openCpu(), 128)
    await set(model, { movingMean: Array.from({ length: 128 }, (_, channel) => (channel === 17 ? 3 : 0)) })
    const { findings } = await diagnose(model, normal(2048, 128))
    expect(findings.map(({ illness }) => illness)).toEqual(['train-eval-gap'])
    expect(findings[0].description).toMatch(
      /in channel 17 (3|2\.9)\S*, where the running mean is (3|2\.9)\S* standard deviations off/,
    )
  })

  test('is none in a layer that uses its running statistics in training too', async () => {
    const model = await settled(await openCpu(), 4, { mode: 'frozen' })
    await set(model, { movingMean: [1, 2, 3, 4] })
    const { findings, layers } = await diagnose(model, normal(1024, 4))
    expect(findings).toEqual([])
    expect(layers[0]).toMatchObject({ gap: null, noise: null, mode: 'frozen' })
  })
})
