import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  batchRenormalization,
  CallContext,
  OptionError,
  ops,
  renormRamp,
  renormSchedule,
  tensor,
  valueAndGradients,
} from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, normals, onDevice, pass, placed, step } from './support.js'

const parameters = { gamma: [1, -2, 0.5], beta: [0, 1, 2] }

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('batch renormalization (%s kernels)', (_, open) => {
  test.each([
    ['channels last', [6, 2, 3], -1],
    ['channels first', [6, 3, 2], 1],
  ])('with rMax 1 and dMax 0 is batch norm, %s', async (_, shape, axis) => {
    const device = await open()
    const running = { movingMean: [5, -3, 0], movingVariance: [0.1, 1, 9] }
    const values = { ...parameters, ...running }
    const x = onDevice(device, normals(shape, 1, 2, 3))
    const dy = onDevice(device, normals(shape, 2))
    const renorm = batchRenormalization({ rMax: 1, dMax: 0, axis })
    const got = pass(placed(device, renorm, shape.slice(1), values), x, dy)
    const want = pass(placed(device, batchNormalization({ axis }), shape.slice(1), values), x, dy)
    expectClose(await got.y.read(), await want.y.read(), { rtol: 1e-6 })
    for (const [i, gradient] of got.gradients.entries()) {
      expectClose(await gradient.read(), await want.gradients[i].read(), { rtol: 1e-6 })
    }
  })

  test('within its limits gives in training what test time gives', async () => {
    const device = await open()
    const values = { ...parameters, movingMean: [1.9, 2.2, 2], movingVariance: [8, 10, 9] }
    const layer = placed(device, batchRenormalization(), [3], values)
    const x = onDevice(device, normals([40, 3], 3, 2, 3))
    const atTestTime = await evaluated(layer, x).read()
    expectClose(await step(layer, x).read(), atTestTime, { atol: 1e-5 })
  })

  test('of mean 1e4 and deviation 1e-2 is accurate', async () => {
    const device = await open()
    const values = { movingMean: [1e4, 9999.99, 1e4], movingVariance: [1e-4, 2e-4, 1e-4] }
    const layer = placed(device, batchRenormalization({ epsilon: 1e-10, center: false, scale: false }), [3], values)
    const x = normals([40, 3], 6, 1e4, 1e-2)
    const [means, variances] = [values.movingMean, values.movingVariance].map((vector) => Float32Array.from(vector))
    const want = Array.from(x.data, (v, i) => (v - means[i % 3]) / Math.sqrt(variances[i % 3] + 1e-10))
    expectClose(await step(layer, onDevice(device, x)).read(), want, { atol: 1e-5 })
  })

  test('by hand, at its limits: x̂·rMax + dMax and x̂/rMax − dMax', async () => {
    const device = await open()
    // [1, 3] has mean 2 and deviation 1. Channel 0: σ = 1/4, so ρ = 4, and δ = (2 − 1)/σ = 4; channel 1: σ = 4, so
    // ρ = 1/4, and δ = (2 − 22)/4 = −5.
    const values = { movingMean: [1, 22], movingVariance: [1 / 16, 16] }
    const x = tensor(device, [
      [1, 1],
      [3, 3],
    ])
    const within = placed(device, batchRenormalization({ rMax: 4, dMax: 6, epsilon: 1e-12 }), [2], values)
    expectClose(await step(within, x).read(), [-4 + 4, -0.25 - 5, 4 + 4, 0.25 - 5])
    const beyond = placed(device, batchRenormalization({ rMax: 2, dMax: 3, epsilon: 1e-12 }), [2], values)
    expectClose(await step(beyond, x).read(), [-2 + 3, -0.5 - 3, 2 + 3, 0.5 - 3])
  })

  test('ρ and δ are constants in the gradient', async () => {
    const device = await open()
    const values = { ...parameters, movingMean: [1.5, 2, 3], movingVariance: [4, 9, 16] }
    const layer = placed(device, batchRenormalization({ epsilon: 1e-3 }), [3], values)
    const x = onDevice(device, normals([5, 3], 4, 2, 3))
    const dy = onDevice(device, normals([5, 3], 5))
    const got = pass(layer, x, dy)
    // The same function from batch norm's x̂, with ρ and δ read back and written as numbers.
    const view = { groups: 1, outer: 5, channels: 3, inner: 1 }
    const bare = { view, gamma: null, beta: null, epsilon: 1e-3 }
    const { statistics } = ops.batchNormalize(x, bare)
    const [m2, center] = [await statistics.m2.read(), await statistics.center.read()]
    const deviation = (variance: number): number => Math.sqrt(variance + 1e-3)
    const rho = values.movingVariance.map((variance, c) => deviation(m2[c] / 5) / deviation(variance))
    const delta = values.movingMean.map((mean, c) => (center[c] - mean) / deviation(values.movingVariance[c]))
    const [gamma, beta] = [tensor(device, values.gamma), tensor(device, values.beta)]
    const want = valueAndGradients(
      [x, gamma, beta],
      () => {
        const corrected = ops.add(ops.mul(ops.batchNormalize(x, bare).y, tensor(device, rho)), tensor(device, delta))
        return ops.add(ops.mul(corrected, gamma), beta)
      },
      { seed: dy },
    )
    expectClose(await got.y.read(), await want.value.read(), { atol: 1e-5 })
    for (const [i, gradient] of got.gradients.entries()) {
      expectClose(await gradient.read(), await want.gradients[i].read(), { atol: 1e-5 })
    }
  })

  test('running statistics follow the batch as in batch norm, and a schedule their number', async () => {
    const device = await open()
    const rMax = renormSchedule({ from: 1, to: 3, start: 1, end: 3 })
    const dMax = renormSchedule({ from: 0, to: 6, start: 1, end: 3 })
    const options = { momentum: 1, epsilon: 1e-12, rMax, dMax }
    const values = { movingMean: [-98], movingVariance: [1e-4] }
    const layer = placed(device, batchRenormalization(options), [1], values)
    const x = tensor(device, [[1], [3]])
    const outputs: number[][] = []
    for (let i = 0; i < 5; i++) outputs.push([...(await step(layer, x).read())])
    // σ_B/σ = 100 and (μ_B − μ)/σ = 10000 lie beyond all limits: x̂·rMax + dMax
    const limits = [
      [1, 0],
      [1, 0],
      [2, 3],
      [3, 6],
      [3, 6],
    ]
    for (const [i, [r, d]] of limits.entries()) expectClose(outputs[i], [d - r, d + r])
    expect(await layer.running!.updates.value.item()).toBe(5)
    const once = placed(device, batchRenormalization({ convention: 'torch', momentum: 1 }), [1])
    step(once, x)
    expectClose(await once.running!.mean.value.read(), [2])
    expectClose(await once.running!.variance.value.read(), [2])
  })

  test('positions behind a mask do not count', async () => {
    const device = await open()
    const layer = placed(device, batchRenormalization({ rMax: 1, dMax: 0, epsilon: 1e-12 }), [1])
    const context = new CallContext({ training: true, mask: tensor(device, [1, 0, 1]) })
    const y = await layer.call(tensor(device, [[1], [NaN], [3]]), context).read()
    expectClose([y[0], y[2]], [-1, 1])
  })
})

test("the paper's ramp: batch norm up to 5000 updates, rMax 3 from 40000 on, dMax 5 from 25000 on", async () => {
  const device = await openCpu()
  const { rMax, dMax } = renormRamp()
  const updates = tensor(device, [0, 5000, 15_000, 22_500, 25_000, 40_000, 90_000])
  expectClose(await rMax(updates).read(), [1, 1, 1 + (2 * 10) / 35, 2, 1 + (2 * 20) / 35, 3, 3])
  expectClose(await dMax(updates).read(), [0, 0, 2.5, 4.375, 5, 5, 5])
})

test('limits out of range, or nothing to renormalize to, are refused', () => {
  expect(() => batchRenormalization({ rMax: 0.5 })).toThrow(OptionError)
  expect(() => batchRenormalization({ rMax: Infinity })).toThrow(OptionError)
  expect(() => batchRenormalization({ dMax: -1 })).toThrow(OptionError)
  expect(() => batchRenormalization({ trackRunningStatistics: false })).toThrow(OptionError)
})
