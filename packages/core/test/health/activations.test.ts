import { describe, expect, test } from 'vitest'
import {
  activation,
  batchNormalization,
  dense,
  diagnose,
  flatten,
  initializers,
  Layer,
  ops,
  reshape,
  residual,
  type Diagnosis,
  type HostTensor,
  type SaturatingHealth,
  type Tensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { compiled, found, normal } from './support.js'

/** Numbers from −limit to limit at equal distances, in rows of 10. */
function ramp(limit: number): HostTensor {
  const data = Float32Array.from({ length: 1000 }, (_, i) => ((2 * i) / 999 - 1) * limit)
  return { data, shape: [100, 10] }
}

/** σ'(x) = 0.02 at x = ±3.87 and tanh'(x) = 0.02 at ±2.65: the 85 % quantile of a ramp is 0.7 times its end. */
describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('saturated activations (%s kernels)', (_, open) => {
  const diagnosed = async (layers: readonly Layer[], x: HostTensor): Promise<Diagnosis> =>
    diagnose(compiled(await open(), [...layers, dense(1)]), x, { batchSize: x.shape[0] })
  const diagonal = {
    name: 'diagonal',
    generate: () => Float32Array.from({ length: 100 }, (_, i) => (i % 11 === 0 ? 1 : 0)),
  }

  test.each([
    ['sigmoid', 3.8, []],
    ['sigmoid', 3.95, ['saturated-activation']],
    ['tanh', 2.6, []],
    ['tanh', 2.7, ['saturated-activation']],
  ] as const)('%s with outer quantiles of ±%s', async (name, quantile, illnesses) => {
    for (const layers of [
      [dense(10, { activation: name, kernelInitializer: diagonal, inputShape: [10] })],
      [activation(name, { inputShape: [10] })],
    ]) {
      const { findings, activations } = await diagnosed(layers, ramp(quantile / 0.7))
      expect(findings.map(({ illness }) => illness)).toEqual(illnesses)
      const { quantiles } = activations[0] as SaturatingHealth
      expect(quantiles[0]).toBeCloseTo(-quantile, 1)
      expect(quantiles[1]).toBeCloseTo(0, 1)
      expect(quantiles[2]).toBeCloseTo(quantile, 1)
    }
  })

  test('are judged by all parts of a large output', async () => {
    const data = Float32Array.from({ length: 64 * 4096 }, (_, i) => (i % 4096 < 2048 ? -3 : 3))
    const layers = [reshape([64, 64, 1], { inputShape: [4096] }), activation('sigmoid'), flatten()]
    const { activations } = await diagnosed(layers, { data, shape: [64, 4096] })
    const { quantiles } = activations[0] as SaturatingHealth
    expect(quantiles[0]).toBeCloseTo(-3, 4)
    expect(quantiles[2]).toBeCloseTo(3, 4)
  })

  test('on one side', async () => {
    const { data, shape } = ramp(1)
    const layers = [activation('sigmoid', { inputShape: [10], name: 'gate' })]
    const diagnosis = await diagnosed(layers, { data: data.map((value) => value + 20), shape })
    expect(found(diagnosis)).toEqual(['gate: saturated-activation'])
    expect((diagnosis.activations[0] as SaturatingHealth).quantiles).toEqual([16.6, 16.6, 16.6])
  })

  test('on the low side alone are none: the others learn', async () => {
    const { data, shape } = ramp(5)
    const layers = [activation('sigmoid', { inputShape: [10] })]
    expect(found(await diagnosed(layers, { data: data.map((value) => value - 3), shape }))).toEqual([])
  })

  test('are none within a layer, where gates open and close', async () => {
    class Gate extends Layer {
      override call(x: Tensor): Tensor {
        return ops.mul(x, ops.sigmoid(ops.mul(x, 100)))
      }
    }
    const { findings, activations } = await diagnosed([new Gate({ inputShape: [10] })], ramp(1))
    expect(findings).toEqual([])
    expect(activations).toEqual([])
  })

  test('are found behind a function of ones own, and at the end of a block', async () => {
    const own = activation((x) => ops.tanh(ops.mul(x, 100)), { inputShape: [10], name: 'own' })
    const block = residual([dense(10, { kernelInitializer: 'zeros' })], { activation: 'sigmoid', name: 'block' })
    expect(found(await diagnosed([own], ramp(1)))).toEqual(['own: saturated-activation'])
    const wide = ramp(20)
    expect(found(await diagnosed([activation('linear', { inputShape: [10] }), block], wide))).toEqual([
      'block: saturated-activation',
    ])
  })

  test('are cured by batch normalization before them', async () => {
    const wide = { kernelInitializer: initializers.randomNormal({ stddev: 10 }), inputShape: [10] }
    const x = normal(512, 10)
    expect(found(await diagnosed([dense(16, { ...wide, activation: 'tanh' })], x))).toEqual([
      'dense: saturated-activation',
    ])
    const layers = [dense(16, wide), batchNormalization({ momentum: null }), activation('tanh')]
    expect(found(await diagnosed(layers, x))).not.toContain('activation: saturated-activation')
  })
})

test('the last activation may saturate: its outputs are answers', async () => {
  const model = compiled(await openCpu(), [activation('sigmoid', { inputShape: [10] })])
  const { findings, activations } = await diagnose(model, ramp(100))
  expect(findings).toEqual([])
  expect(activations).toEqual([])
})

describe('dead units', () => {
  const rectified = async (dead: number, name: 'relu' | 'relu6' = 'relu'): Promise<Diagnosis> => {
    const biasInitializer = {
      name: 'dead',
      generate: () => Float32Array.from({ length: 10 }, (_, unit) => (unit < dead ? -100 : 0)),
    }
    const layer = dense(10, { activation: name, inputShape: [4], biasInitializer })
    return diagnose(compiled(await openCpu(), [layer, dense(1)]), normal(256, 4))
  }

  test.each(['relu', 'relu6'] as const)('three of ten behind %s are a finding', async (name) => {
    const { findings, activations } = await rectified(3, name)
    expect(findings).toMatchObject([{ illness: 'dead-units', layer: 'dense', figure: 0.3 }])
    expect(activations).toEqual([{ layer: 'dense', activation: name, units: 10, deadUnits: 3 }])
  })

  test('two of ten are none', async () => {
    expect((await rectified(2)).findings).toEqual([])
  })
})
