import type { Buffer, View } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { coefficientAt, coefficientsOf, moments, sizeOf, VIEWS, weightAt, weightsOf } from './channels.js'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

const EPSILON = 1e-3

describe.each(Object.keys(VIEWS))('by channel, %s', (name) => {
  const view = VIEWS[name]
  const [x, dy] = [randomFloats(sizeOf(view), 1), randomFloats(sizeOf(view), 2)]
  const vector = (seed: number): number[] => randomFloats(coefficientsOf(view), seed)
  const weights = randomFloats(weightsOf(view), 3).map((w, i) => (i % 3 === 1 ? 0 : w))
  const entry = (i: number): number => coefficientAt(view, i)

  test('affine, also in place', () => {
    const [center, scale, shift] = [vector(4), vector(5), vector(6)]
    const coefficients = { center: floats(center), scale: floats(scale), shift: floats(shift) }
    const expected = x.map((value, i) => (value - center[entry(i)]) * scale[entry(i)] + shift[entry(i)])
    const [y, inPlace] = [output(x.length), floats(x)]
    kernels.affine({ x: floats(x), ...coefficients, y, view })
    kernels.affine({ x: inPlace, ...coefficients, y: inPlace, view })
    expectClose(values(y), expected)
    expect(values(inPlace)).toEqual(values(y))
  })

  test('gradMoments', () => {
    const [center, scale, shift] = [vector(4), vector(5), vector(6)]
    const [sum, product] = [output(center.length), output(center.length)]
    const coefficients = { center: floats(center), scale: floats(scale), shift: floats(shift) }
    kernels.gradMoments({ dy: floats(dy), x: floats(x), ...coefficients, sum, product, view })
    const [sums, products] = [center.map(() => 0), center.map(() => 0)]
    dy.forEach((gradient, i) => {
      const k = entry(i)
      sums[k] += gradient
      products[k] += gradient * ((x[i] - center[k]) * scale[k] + shift[k])
    })
    expectClose(values(sum), sums)
    expectClose(values(product), products)
  })

  test.each([null, weights])('biaffine, also in place, with weights %#', (weights) => {
    const [center, a, b, d] = [vector(4), vector(5), vector(6), vector(7)]
    const expected = dy.map((gradient, i) => {
      const k = entry(i)
      const weight = weights === null ? 1 : weights[weightAt(view, i)]
      return a[k] * (gradient + weight * (b[k] * (x[i] - center[k]) + d[k]))
    })
    const shared = {
      x: floats(x),
      weights: weights === null ? null : floats(weights),
      center: floats(center),
      a: floats(a),
      b: floats(b),
      d: floats(d),
      view,
    }
    const [dx, inPlace] = [output(dy.length), floats(dy)]
    kernels.biaffine({ dy: floats(dy), ...shared, dx })
    kernels.biaffine({ dy: inPlace, ...shared, dx: inPlace })
    expectClose(values(dx), expected)
    expect(values(inPlace)).toEqual(values(dx))
  })

  test.each([
    { weighted: false, learned: true, activation: null },
    { weighted: true, learned: true, activation: null },
    { weighted: false, learned: false, activation: 'relu' as const },
    { weighted: true, learned: false, activation: 'tanh' as const },
  ])('normForward and normBackward: %o', ({ weighted, learned, activation }) => {
    const gamma = learned ? randomFloats(view.channels, 8) : null
    const beta = learned ? randomFloats(view.channels, 9) : null
    const positive = weighted ? weights.map(Math.abs) : null
    const statistics = moments(x, positive, view)
    const f = { relu: (z: number) => Math.max(z, 0), tanh: Math.tanh, none: (z: number) => z }[activation ?? 'none']
    const derivative = {
      relu: (y: number) => (y > 0 ? 1 : 0),
      tanh: (y: number) => 1 - y * y,
      none: () => 1,
    }[activation ?? 'none']

    const r = statistics.map(({ count, m2 }) => 1 / Math.sqrt((count === 0 ? 0 : m2 / count) + EPSILON))
    const normalized = x.map((value, i) => (value - statistics[entry(i)].mean) * r[entry(i)])
    const y = normalized.map((value, i) => {
      const channel = entry(i) % view.channels
      return f(value * (gamma?.[channel] ?? 1) + (beta?.[channel] ?? 0))
    })
    const buffers = {
      x: floats(x),
      weights: positive === null ? null : floats(positive),
      gamma: gamma === null ? null : floats(gamma),
      ...outputs(view),
      y: output(x.length),
      view,
      epsilon: EPSILON,
      activation,
      alpha: 0,
    }
    kernels.normForward({ ...buffers, beta: beta === null ? null : floats(beta) })
    expectClose(values(buffers.y), y, { absolute: 2e-6 })
    expectClose(
      values(buffers.count),
      statistics.map(({ count }) => count),
    )
    expectClose(
      values(buffers.m2),
      statistics.map(({ m2 }) => m2),
    )

    // The gradient by its definition through mean and variance, group by group.
    const g = dy.map((gradient, i) => gradient * derivative(y[i]))
    const [sums, products] = [statistics.map(() => 0), statistics.map(() => 0)]
    g.forEach((gradient, i) => {
      sums[entry(i)] += gradient
      products[entry(i)] += gradient * normalized[i]
    })
    const dx = g.map((gradient, i) => {
      const k = entry(i)
      const weight = positive === null ? 1 : positive[weightAt(view, i)]
      const correction = weight === 0 ? 0 : (weight * (sums[k] + normalized[i] * products[k])) / statistics[k].count
      return (gamma?.[k % view.channels] ?? 1) * r[k] * (gradient - correction)
    })
    const overGroups = (perGroup: number[]): number[] =>
      Array.from({ length: view.channels }, (_, c) =>
        perGroup.filter((_, k) => k % view.channels === c).reduce((sum, value) => sum + value, 0),
      )
    const [dgamma, dbeta, inPlace] = [output(view.channels), output(view.channels), floats(dy)]
    const saved = { ...buffers, y: activation === null ? null : buffers.y }
    kernels.normBackward({ dy: inPlace, ...saved, dx: inPlace, dgamma, dbeta })
    expectClose(values(inPlace), dx, { absolute: 2e-5 })
    expectClose(values(dgamma), overGroups(products), { absolute: 1e-5 })
    expectClose(values(dbeta), overGroups(sums), { absolute: 1e-5 })
  })
})

function outputs(view: View): { count: Buffer; center: Buffer; residual: Buffer; m2: Buffer } {
  const vector = (): Buffer => output(coefficientsOf(view))
  return { count: vector(), center: vector(), residual: vector(), m2: vector() }
}
