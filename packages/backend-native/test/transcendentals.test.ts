import type { Backend, MapOp } from '@evenkeel/core/backend'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { native } from '../src/index.js'
import { loadAddon } from '../src/load-addon.js'
import { erf, erfcTail, pow } from './reference-functions.js'
import { allFloats, expectWithin } from './ulp.js'

/** Rounded once, from double precision. */
const ONE_ROUNDING = 0.51

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

const FUNCTIONS: readonly (readonly [op: MapOp, reference: (x: number) => number])[] = [
  ['exp', Math.exp],
  ['expm1', Math.expm1],
  ['log', Math.log],
  ['log1p', Math.log1p],
  ['tanh', Math.tanh],
  ['sigmoid', sigmoid],
  ['erf', erf],
  ['sqrt', Math.sqrt],
  ['rsqrt', (x) => 1 / Math.sqrt(x)],
]

/** IEEE 754-2019, 9.2.1. */
const POWERS: readonly (readonly [base: number, exponent: number, power: number])[] = [
  [NaN, 0, 1],
  [-3, -0, 1],
  [1, NaN, 1],
  [1, -Infinity, 1],
  [-1, Infinity, 1],
  [0, -3, Infinity],
  [-0, -3, -Infinity],
  [-0, -2, Infinity],
  [-0, -0.5, Infinity],
  [-0, 3, -0],
  [-0, 2, 0],
  [-0, 0.5, 0],
  [0.5, Infinity, 0],
  [0.5, -Infinity, Infinity],
  [-2, Infinity, Infinity],
  [-2, -Infinity, 0],
  [Infinity, 0.5, Infinity],
  [Infinity, -0.5, 0],
  [-Infinity, 3, -Infinity],
  [-Infinity, 2, Infinity],
  [-Infinity, 0.5, Infinity],
  [-Infinity, -3, -0],
  [-Infinity, -2, 0],
  [-8, 1 / 4, NaN],
  [-2, 3, -8],
  [-2, 16_777_215, -Infinity],
  [-2, 16_777_216, Infinity],
]

describe.each(loadAddon().instructionSets)('with %s', (instructionSet) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await native.open({ instructionSet })
  })
  afterAll(() => backend.close())

  function upload(values: Float32Array): ReturnType<Backend['allocate']> {
    const buffer = backend.allocate(values.length, 'float32')
    backend.write(buffer, values)
    return buffer
  }

  function map(op: MapOp, values: Float32Array): ArrayLike<number> {
    const x = upload(values)
    backend.kernels.map({ x, out: x, op, alpha: 1, beta: 0 })
    return backend.readSync!(x)
  }

  function powers(bases: Float32Array, exponents: Float32Array): ArrayLike<number> {
    const { length } = bases
    const out = backend.allocate(length, 'float32')
    const operand = { channels: length, inner: 1 }
    const operands = { length, operandA: operand, operandB: operand }
    backend.kernels.zip({
      a: upload(bases),
      b: upload(exponents),
      out,
      op: 'pow',
      alpha: 0,
      beta: 0,
      ...operands,
    })
    return backend.readSync!(out)
  }

  test.each(FUNCTIONS)('%s is rounded once, over all floats', (op, reference) => {
    // map adds beta = 0 to its argument, which makes 0 of −0.
    const x = allFloats(20_011).map((value) => value + 0)
    expectWithin(
      ONE_ROUNDING,
      map(op, x),
      (i) => reference(x[i]),
      (i) => `${op}(${x[i]})`,
    )
  })

  test.each([2, -1, 0.5, 3, 7.5, -0.1, 1.0009765625])(
    'x to the power %d is rounded once, over all floats',
    (exponent) => {
      const x = allFloats(100_003)
      const y = new Float32Array(x.length).fill(exponent)
      expectWithin(
        ONE_ROUNDING,
        powers(x, y),
        (i) => pow(x[i], y[i]),
        (i) => `${x[i]} ** ${y[i]}`,
      )
    },
  )

  test.each([2, 0.5, 10, 0.99609375, 1.0009765625, -3])(
    '%d to the power y is rounded once, over all floats',
    (base) => {
      const y = allFloats(100_003)
      const x = new Float32Array(y.length).fill(base)
      expectWithin(
        ONE_ROUNDING,
        powers(x, y),
        (i) => pow(x[i], y[i]),
        (i) => `${x[i]} ** ${y[i]}`,
      )
    },
  )

  test('powers at their limits are those of IEEE 754', () => {
    const results = powers(
      Float32Array.from(POWERS, ([base]) => base),
      Float32Array.from(POWERS, ([, exponent]) => exponent),
    )
    expect(Array.from(results)).toEqual(POWERS.map(([, , power]) => power))
  })

  test('gelu keeps its digits where Φ(x) vanishes', () => {
    const x = Float32Array.from({ length: 10_001 }, (_, i) => -3 - i / 1000)
    const y = backend.allocate(x.length, 'float32')
    backend.kernels.activate!({ x: upload(x), y, activation: 'gelu', alpha: 0 })
    const reference = (i: number): number => (x[i] / 2) * erfcTail(-x[i] * Math.SQRT1_2)
    expectWithin(ONE_ROUNDING, backend.readSync!(y), reference, (i) => `gelu(${x[i]})`)
  })
})
