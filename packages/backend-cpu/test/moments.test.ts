import type { View } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { coefficientsOf, moments, sizeOf, VIEWS, weightAt, weightsOf } from './channels.js'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

interface Measured {
  count: number[]
  mean: number[]
  m2: number[]
}

function measure(x: number[], weights: number[] | null, view: View): Measured {
  const [count, center, residual, m2] = Array.from({ length: 4 }, () => output(coefficientsOf(view)))
  const weightOf = weights === null ? null : floats(weights)
  kernels.moments({ x: floats(x), weights: weightOf, count, center, residual, m2, view })
  const residuals = values(residual)
  return { count: values(count), mean: values(center).map((c, i) => c + residuals[i]), m2: values(m2) }
}

function expectMoments(x: number[], weights: number[] | null, view: View): void {
  const measured = measure(x, weights, view)
  const expected = moments(x, weights, view)
  expectClose(
    measured.count,
    expected.map(({ count }) => count),
  )
  expectClose(
    measured.m2,
    expected.map(({ m2 }) => m2),
    { absolute: 0 },
  )
  expected.forEach(({ count, mean, m2 }, i) => {
    const deviation = Math.sqrt(m2 / count)
    expect(Math.abs(measured.mean[i] - mean)).toBeLessThanOrEqual(1e-6 * deviation + 1e-15 * Math.abs(mean))
  })
}

describe.each(Object.keys(VIEWS))('moments of %s', (name) => {
  const view = VIEWS[name]
  const x = randomFloats(sizeOf(view), 1)

  test('unweighted', () => expectMoments(x, null, view))

  test('with weights, some of them 0', () => {
    const weights = randomFloats(weightsOf(view), 2).map((w, i) => (i % 3 === 1 ? 0 : Math.fround(Math.abs(w) + 0.1)))
    expectMoments(x, weights, view)
    const masked = x.map((value, i) => (weights[weightAt(view, i)] === 0 ? NaN : value))
    expect(measure(masked, weights, view)).toEqual(measure(x, weights, view))
  })

  test('nothing of weight gives zeros', () => {
    const none = new Array<number>(coefficientsOf(view)).fill(0)
    expect(measure(x, new Array(weightsOf(view)).fill(0), view)).toEqual({ count: none, mean: none, m2: none })
    const empty = { ...view, outer: 0 }
    expect(measure([], null, empty)).toEqual({ count: none, mean: none, m2: none })
  })
})

const LAYOUTS: Record<string, View> = {
  'channels last': { groups: 1, outer: 501, channels: 2, inner: 1 },
  'channels first': { groups: 1, outer: 3, channels: 2, inner: 167 },
}

describe.each(Object.keys(LAYOUTS))('hard numerics, %s', (name) => {
  const view = LAYOUTS[name]
  const noise = randomFloats(sizeOf(view), 3)
  const ones = new Array<number>(weightsOf(view)).fill(1)

  test.each([
    [1e3, 1],
    [1e4, 1e-2],
    [1e6, 1],
    [-1e6, 10],
  ])('mean %d with deviation %d', (mean, deviation) => {
    const x = noise.map((value) => Math.fround(mean + deviation * value))
    expectMoments(x, null, view)
    expectMoments(x, ones, view)
  })

  test('an outlier as first sample', () => {
    const x = noise.map((value, i) => (i === 0 ? 1e8 : Math.fround(1e3 + value)))
    expectMoments(x, null, view)
    expectMoments(x, ones, view)
  })

  test('a constant channel has its mean exactly, and m2 = 0', () => {
    const x = noise.map(() => 0.1)
    for (const weights of [null, noise.slice(0, weightsOf(view)).map((w) => Math.abs(w) + 0.3)]) {
      const { mean, m2 } = measure(x, weights, view)
      expect(mean).toEqual([Math.fround(0.1), Math.fround(0.1)])
      expect(m2).toEqual([0, 0])
    }
  })

  test.each([NaN, Infinity, -Infinity])('%d stays in its own channel', (bad) => {
    const x = [...noise]
    x[0] = bad
    for (const weights of [null, ones]) {
      const { mean, m2 } = measure(x, weights, view)
      expect([mean[0], m2[0]]).toEqual([NaN, NaN])
      const clean = measure(noise, weights, view)
      expect([mean[1], m2[1]]).toEqual([clean.mean[1], clean.m2[1]])
    }
  })
})
