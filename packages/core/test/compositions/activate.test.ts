import { beforeAll, describe, expect, test } from 'vitest'
import { ACTIVATION_SAVES, SELU_ALPHA, SELU_SCALE } from '../../src/backend/index.js'
import type { Activation } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { differences, normals } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const ALPHA = 0.3
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const softplus = (x: number) => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)))

/** erf by its Maclaurin series and, further out, by the continued fraction of erfc (Abramowitz and Stegun 7.1.5, 7.1.14). */
function erf(x: number): number {
  if (Math.abs(x) > 2.5) {
    let fraction = 0
    for (let k = 60; k > 0; k--) fraction = k / 2 / (Math.abs(x) + fraction)
    return Math.sign(x) * (1 - Math.exp(-x * x) / Math.sqrt(Math.PI) / (Math.abs(x) + fraction))
  }
  let sum = 0
  let term = x
  for (let n = 0; n < 60; n++) {
    sum += term / (2 * n + 1)
    term *= (-x * x) / (n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

const FORMULAS: Record<Activation, (x: number) => number> = {
  relu: (x) => Math.max(x, 0),
  relu6: (x) => Math.min(Math.max(x, 0), 6),
  leakyRelu: (x) => (x > 0 ? x : ALPHA * x),
  elu: (x) => (x > 0 ? x : ALPHA * Math.expm1(x)),
  selu: (x) => (x > 0 ? SELU_SCALE * x : SELU_SCALE * SELU_ALPHA * Math.expm1(x)),
  sigmoid,
  tanh: Math.tanh,
  softplus,
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
  geluTanh: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x * sigmoid(x),
  mish: (x) => x * Math.tanh(softplus(x)),
  hardSwish: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
}
const ACTIVATIONS = Object.keys(FORMULAS) as Activation[]

function activate(activation: Activation, x: readonly number[], alpha = ALPHA): number[] {
  const y = lab.empty(x.length)
  lab.run('activate', { x: lab.floats(x), y, activation, alpha })
  return lab.values(y)
}

/** f'(x) by the composed gradient, from what the activation saves. */
function gradient(activation: Activation, x: readonly number[], dy: readonly number[], alpha = ALPHA): number[] {
  const saved = ACTIVATION_SAVES[activation] === 'input' ? x : activate(activation, x, alpha)
  const dx = lab.empty(x.length)
  lab.run('activateGradient', { dy: lab.floats(dy), saved: lab.floats(saved), dx, activation, alpha })
  return lab.values(dx)
}

const ones = (length: number) => new Array<number>(length).fill(1)

describe.each(ACTIVATIONS)('%s', (activation) => {
  const moderate = normals(40, 1, 2).concat([0.001, -0.001, 1e-8, -1e-8, 5.5, -5.5])

  test('is its formula', () => {
    expectClose(activate(activation, moderate), moderate.map(FORMULAS[activation]))
  })

  test('is finite and right at ±20, ±100 and ±10⁴', () => {
    const large = [20, -20, 100, -100, 1e4, -1e4]
    expectClose(activate(activation, large), large.map(FORMULAS[activation]))
  })

  test('has the derivative of its formula', () => {
    const slopes = moderate.slice(0, 40).map((value) => differences(([x]) => FORMULAS[activation](x), [value], 1e-6)[0])
    expectClose(gradient(activation, moderate.slice(0, 40), ones(40)), slopes, { rtol: 1e-5, atol: 2e-6 })
  })

  test('has a derivative with finite limits far out', () => {
    const far = [100, -100, 1e4, -1e4, 1e30, -1e30, Infinity]
    const limits = far.map((x) => FORMULAS[activation](Math.sign(x) * 50.5) - FORMULAS[activation](Math.sign(x) * 49.5))
    expectClose(
      gradient(activation, far, ones(7)),
      limits.map((slope, i) => Math.sign(far[i]) * slope),
    )
  })

  test('gives NaN for NaN, and for NaN alone', () => {
    const y = activate(activation, [1, NaN, -1])
    expect(y.map(Number.isNaN)).toEqual([false, true, false])
  })

  test('has a NaN gradient where the saved value or the upstream gradient is NaN', () => {
    const dx = gradient(activation, [1, NaN, -1, -7], [1, 1, NaN, 1])
    expect(dx.map(Number.isNaN)).toEqual([false, true, true, false])
  })

  test('may work in place, forward and backward', () => {
    const x = lab.floats(moderate)
    lab.run('activate', { x, y: x, activation, alpha: ALPHA })
    expect(lab.values(x)).toEqual(activate(activation, moderate))
    const dy = lab.floats(normals(moderate.length, 5))
    const expected = gradient(activation, moderate, normals(moderate.length, 5))
    const saved = ACTIVATION_SAVES[activation] === 'input' ? lab.floats(moderate) : x
    lab.run('activateGradient', { dy, saved, dx: dy, activation, alpha: ALPHA })
    expect(lab.values(dy)).toEqual(expected)
  })

  test('of nothing is nothing', () => {
    expect(activate(activation, [])).toEqual([])
    expect(gradient(activation, [], [])).toEqual([])
  })
})

describe('at the kinks, the derivative of', () => {
  test.each([
    ['relu', 0, 0],
    ['leakyRelu', 0, ALPHA],
    ['elu', 0, ALPHA],
    ['relu6', 0, 0],
    ['relu6', 6, 0],
    ['hardSwish', 3, 1],
  ] as const)('%s at %f is %f', (activation, x, slope) => {
    expectClose(gradient(activation, [x], [1]), [slope])
  })
})

describe('infinities', () => {
  test.each(['relu', 'leakyRelu', 'elu', 'selu', 'softplus', 'gelu', 'geluTanh', 'silu', 'mish', 'hardSwish'] as const)(
    '%s grows without bound',
    (activation) => {
      expect(activate(activation, [Infinity])).toEqual([Infinity])
    },
  )

  test.each(['relu', 'relu6', 'sigmoid', 'softplus'] as const)('%s of −∞ is its limit 0', (activation) => {
    expectClose(activate(activation, [-Infinity]), [0], { rtol: 0, atol: 0 })
  })

  test.each(['gelu', 'geluTanh', 'silu', 'mish', 'hardSwish'] as const)('%s of −∞ is −∞·0', (activation) => {
    expect(activate(activation, [-Infinity])).toEqual([NaN])
  })

  test('elu and selu of −∞ are −alpha and −scale·alpha', () => {
    expectClose(activate('elu', [-Infinity]), [-ALPHA])
    expectClose(activate('selu', [-Infinity]), [-SELU_SCALE * SELU_ALPHA])
  })

  test('leakyRelu with alpha 0 still lets +∞ through', () => {
    expect(activate('leakyRelu', [Infinity, 2], 0)).toEqual([Infinity, 2])
  })
})
