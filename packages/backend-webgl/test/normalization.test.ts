import { describe, expect, test } from 'vitest'
import { createMoments } from '../src/kernels/normalization/moments.js'
import { createNormBackward } from '../src/kernels/normalization/norm-backward.js'
import { createNormForward } from '../src/kernels/normalization/norm-forward.js'
import { openGpu } from './device.js'

/** Statistics in float64, two passes. */
function exactMoments(values: Float32Array): { mean: number; m2: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, m2: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) }
}

/** Uniform numbers around a mean, by a linear congruential generator. */
function around(mean: number, deviation: number, length: number): Float32Array {
  let state = 12345
  const uniform = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  return Float32Array.from({ length }, () => mean + deviation * Math.sqrt(12) * (uniform() - 0.5))
}

describe('moments where float32 resolves a standard deviation into ten steps', () => {
  for (const length of [63, 4099, 65_537]) {
    test(`mean 1e4, deviation 1e-2, ${length} values`, async () => {
      const { gpu, floats, output, values } = await openGpu()
      const x = around(1e4, 1e-2, length)
      const [count, center, residual, m2] = [output(1), output(1), output(1), output(1)]
      const view = { groups: 1, outer: 1, channels: 1, inner: length }
      createMoments(gpu)({ x: floats(x), weights: null, count, center, residual, m2, view })
      const exact = exactMoments(x)
      const mean = (await values(center))[0] + (await values(residual))[0]
      expect(await values(count)).toEqual([length])
      expect(Math.abs(mean - exact.mean)).toBeLessThan(1e-6 * 1e-2)
      expect(Math.abs((await values(m2))[0] / exact.m2 - 1)).toBeLessThan(1e-6)
    })
  }
})

describe('with as few render targets as a phone may have', () => {
  for (const maxTargets of [1, 4]) {
    test(`${maxTargets}: the same statistics, coefficients and output`, async () => {
      const outputs = async (targets?: number): Promise<number[][]> => {
        const { gpu, floats, output, values } = await openGpu({ maxTargets: targets })
        const view = { groups: 1, outer: 200, channels: 8, inner: 1 }
        const statistics = { count: output(8), center: output(8), residual: output(8), m2: output(8) }
        const [y, dx, dgamma, dbeta] = [output(1600), output(1600), output(8), output(8)]
        const shared = { x: floats(around(3, 2, 1600)), weights: null, gamma: floats(around(1, 0.1, 8)) }
        const form = { view, epsilon: 1e-5, activation: 'elu', alpha: 0.5 } as const
        createNormForward(gpu)({ ...shared, beta: floats(around(0, 1, 8)), ...statistics, y, ...form })
        const dy = floats(around(0, 1, 1600))
        createNormBackward(gpu)({ ...shared, ...statistics, ...form, dy, y, dx, dgamma, dbeta })
        return Promise.all([statistics.center, statistics.m2, y, dx, dgamma, dbeta].map(values))
      }
      expect(await outputs(maxTargets)).toEqual(await outputs())
    })
  }
})
