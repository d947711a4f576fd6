import { ACTIVATION_SAVES, type Activation } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

const ALPHA = 0.25
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const softplus = (x: number): number => Math.log1p(Math.exp(x))

/** Φ by Simpson's rule over the density. */
function normalDistribution(x: number): number {
  const steps = 2000
  let sum = 0
  for (let i = 0; i <= steps; i++) {
    const t = (x * i) / steps
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-t * t) / 2)
  }
  return 0.5 + (sum * x) / (3 * steps) / Math.sqrt(2 * Math.PI)
}

const FUNCTIONS: Record<Activation, (x: number) => number> = {
  relu: (x) => (x > 0 ? x : 0),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  leakyRelu: (x) => (x > 0 ? x : ALPHA * x),
  elu: (x) => (x > 0 ? x : ALPHA * (Math.exp(x) - 1)),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  sigmoid,
  tanh: Math.tanh,
  softplus,
  gelu: (x) => x * normalDistribution(x),
  geluTanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
  hardSwish: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
}
const ACTIVATIONS = Object.keys(FUNCTIONS) as Activation[]

describe.each(ACTIVATIONS)('%s', (activation) => {
  const f = FUNCTIONS[activation]
  const x = randomFloats(77, 1).map((value) => Math.fround(value * 8))
  const dy = randomFloats(77, 2)

  test('has its values, also in place', () => {
    const [y, inPlace] = [output(77), floats(x)]
    kernels.activate({ x: floats(x), y, activation, alpha: ALPHA })
    kernels.activate({ x: inPlace, y: inPlace, activation, alpha: ALPHA })
    expectClose(values(y), x.map(f))
    expect(values(inPlace)).toEqual(values(y))
  })

  test('has the gradient of central differences, also in place', () => {
    const step = 1e-5
    const expected = x.map((value, i) => (dy[i] * (f(value + step) - f(value - step))) / (2 * step))
    const saved = floats(ACTIVATION_SAVES[activation] === 'output' ? x.map(f) : x)
    const [dx, inPlace] = [output(77), floats(dy)]
    kernels.activateGradient({ dy: floats(dy), saved, dx, activation, alpha: ALPHA })
    kernels.activateGradient({ dy: inPlace, saved, dx: inPlace, activation, alpha: ALPHA })
    expectClose(values(dx), expected, { relative: 1e-5, absolute: 1e-6 })
    expect(values(inPlace)).toEqual(values(dx))
  })

  test('passes NaN on, forward and backward', () => {
    const [y, dx] = [output(1), output(2)]
    kernels.activate({ x: floats([NaN]), y, activation, alpha: ALPHA })
    kernels.activateGradient({ dy: floats([1, NaN]), saved: floats([NaN, -1]), dx, activation, alpha: ALPHA })
    expect([...values(y), ...values(dx)]).toEqual([NaN, NaN, NaN])
  })
})

describe('at the kinks and far away', () => {
  test.each([
    { activation: 'relu', saved: 0, slope: 0 },
    { activation: 'leakyRelu', saved: 0, slope: ALPHA },
    { activation: 'elu', saved: 0, slope: ALPHA },
    { activation: 'relu6', saved: 0, slope: 0 },
    { activation: 'relu6', saved: 6, slope: 0 },
    { activation: 'hardSwish', saved: -3, slope: -0.5 },
    { activation: 'hardSwish', saved: 3, slope: 1 },
    { activation: 'gelu', saved: Infinity, slope: 1 },
    { activation: 'geluTanh', saved: -Infinity, slope: 0 },
    { activation: 'silu', saved: Infinity, slope: 1 },
    { activation: 'mish', saved: Infinity, slope: 1 },
  ] as const)("$activation'($saved) = $slope", ({ activation, saved, slope }) => {
    const dx = output(1)
    kernels.activateGradient({ dy: floats([1]), saved: floats([saved]), dx, activation, alpha: ALPHA })
    expect(values(dx)[0]).toBeCloseTo(slope, 12)
  })

  test('relu of the infinities and of −0', () => {
    const y = output(3)
    kernels.activate({ x: floats([-Infinity, Infinity, -0]), y, activation: 'relu', alpha: 0 })
    expect(values(y)).toEqual([0, Infinity, 0])
  })

  test('softplus and gelu keep small values where naive formulas give 0 or overflow', () => {
    const y = output(2)
    kernels.activate({ x: floats([-50, 1000]), y, activation: 'softplus', alpha: 0 })
    expectClose(values(y), [Math.exp(-50), 1000], { absolute: 0 })
    kernels.activate({ x: floats([-10, 10]), y, activation: 'gelu', alpha: 0 })
    // Laplace's continued fraction for the tail of the normal distribution (Abramowitz and Stegun 26.2.14).
    let fraction = 10
    for (let n = 60; n > 0; n--) fraction = 10 + n / fraction
    const tail = Math.exp(-50) / Math.sqrt(2 * Math.PI) / fraction
    expectClose(values(y), [-10 * tail, 10], { absolute: 0 })
  })
})
