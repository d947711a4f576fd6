import type { MapOp, Operand, ZipOp } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

/** erf by its series (Abramowitz and Stegun 7.1.6), all of whose terms are positive. */
function erfSeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 200; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

describe('map', () => {
  const functions: Record<MapOp, (x: number, alpha: number, beta: number) => number> = {
    linear: (x, a, b) => a * x + b,
    abs: (x, a, b) => Math.abs(a * x + b),
    sign: (x, a, b) => Math.sign(a * x + b),
    square: (x, a, b) => (a * x + b) * (a * x + b),
    sqrt: (x, a, b) => Math.sqrt(a * x + b),
    rsqrt: (x, a, b) => (a * x + b) ** -0.5,
    exp: (x, a, b) => Math.exp(a * x + b),
    log: (x, a, b) => Math.log(a * x + b),
    expm1: (x, a, b) => Math.expm1(a * x + b),
    log1p: (x, a, b) => Math.log1p(a * x + b),
    tanh: (x, a, b) => Math.tanh(a * x + b),
    sigmoid: (x, a, b) => 0.5 * (1 + Math.tanh((a * x + b) / 2)),
    erf: (x, a, b) => erfSeries(a * x + b),
    isFinite: () => 1,
    clamp: (x, a, b) => (x < a ? a : x > b ? b : x),
  }

  test.each(Object.keys(functions) as MapOp[])('%s', (op) => {
    const inputs = randomFloats(101, 1).map((x) => Math.fround(x * 3))
    const x = floats(inputs)
    for (const [alpha, beta] of op === 'clamp'
      ? [[-0.5, 0.75]]
      : [
          [1, 0],
          [-0.5, 2.25],
        ]) {
      const out = output(101)
      kernels.map({ x, out, op, alpha, beta })
      expectClose(
        values(out),
        inputs.map((value) => functions[op](value, alpha, beta)),
      )
    }
    kernels.map({ x, out: x, op, alpha: 1, beta: 2 })
    expectClose(
      values(x),
      inputs.map((value) => functions[op](value, 1, 2)),
    )
  })

  test.each(Object.keys(functions) as MapOp[])('%s of NaN', (op) => {
    const out = output(1)
    kernels.map({ x: floats([NaN]), out, op, alpha: 1, beta: 2 })
    expect(values(out)).toEqual([op === 'isFinite' ? 0 : NaN])
  })

  test('limits and tiny arguments', () => {
    const at = (op: MapOp, inputs: number[]): number[] => {
      const out = output(inputs.length)
      kernels.map({ x: floats(inputs), out, op, alpha: 1, beta: 0 })
      return values(out)
    }
    expect(at('isFinite', [Infinity, -Infinity, 3e38])).toEqual([0, 0, 1])
    expect(at('sigmoid', [-Infinity, Infinity, -1000])).toEqual([0, 1, 0])
    expect(at('rsqrt', [0, Infinity, -1])).toEqual([Infinity, 0, NaN])
    expect(at('erf', [-6, 6, Infinity, 0])).toEqual([-1, 1, 1, 0])
    expectClose(at('expm1', [1e-20]), [1e-20], { absolute: 0 })
    expectClose(at('log1p', [1e-20]), [1e-20], { absolute: 0 })
    expectClose(at('erf', [1e-20]), [2e-20 / Math.sqrt(Math.PI)], { absolute: 0 })
  })
})

const FULL: Operand = { channels: 60, inner: 1 }
const OPERANDS: Record<string, Operand> = {
  full: FULL,
  scalar: { channels: 1, inner: 60 },
  'row [5]': { channels: 5, inner: 1 },
  'row [4, 5]': { channels: 20, inner: 1 },
  'column [12, 1]': { channels: 12, inner: 5 },
  'middle [3, 4, 1] of [3, 4, 5]': { channels: 12, inner: 5 },
  'channels first [1, 4, 1] of [3, 4, 5]': { channels: 4, inner: 5 },
}
const at = (operand: Operand, i: number): number => Math.floor(i / operand.inner) % operand.channels

describe('zip', () => {
  const functions: Record<ZipOp, (a: number, b: number) => number> = {
    add: (a, b) => a + b,
    sub: (a, b) => a - b,
    mul: (a, b) => a * b,
    div: (a, b) => a / b,
    max: (a, b) => (a > b ? a : b),
    min: (a, b) => (a < b ? a : b),
    pow: (a, b) => a ** b,
    equal: (a, b) => (a === b ? 1 : 0),
    less: (a, b) => (a < b ? 1 : 0),
    lessEqual: (a, b) => (a <= b ? 1 : 0),
    blend: (a, b) => 0.75 * a - 2 * b,
  }
  const names = Object.keys(OPERANDS)

  test.each(names.flatMap((a) => names.map((b) => [a, b])))('broadcasts %s against %s', (nameA, nameB) => {
    const [operandA, operandB] = [OPERANDS[nameA], OPERANDS[nameB]]
    const [a, b] = [randomFloats(operandA.channels, 2), randomFloats(operandB.channels, 3)]
    const out = output(60)
    const attributes = { op: 'sub', length: 60, operandA, operandB, alpha: 0, beta: 0 } as const
    kernels.zip({ a: floats(a), b: floats(b), out, ...attributes })
    expect(values(out)).toEqual(values(out).map((_, i) => Math.fround(a[at(operandA, i)] - b[at(operandB, i)])))
  })

  test.each(Object.keys(functions) as ZipOp[])('%s, also in place of either operand', (op) => {
    const a = randomFloats(60, 4).map((x, i) => (op === 'pow' ? Math.abs(x) : i % 7 === 0 ? 0.5 : x))
    const b = randomFloats(60, 5).map((x, i) => (i % 7 === 0 ? 0.5 : x))
    const expected = a.map((x, i) => functions[op](x, b[i]))
    const attributes = { op, length: 60, operandA: FULL, operandB: FULL, alpha: 0.75, beta: -2 }
    const [out, left, right] = [output(60), floats(a), floats(b)]
    kernels.zip({ a: left, b: right, out, ...attributes })
    kernels.zip({ a: left, b: floats(b), out: left, ...attributes })
    kernels.zip({ a: floats(a), b: right, out: right, ...attributes })
    for (const result of [out, left, right]) expectClose(values(result), expected)
  })

  test('max and min give NaN when either operand is NaN, comparisons give 0', () => {
    const two = { channels: 2, inner: 1 }
    for (const op of ['max', 'min', 'equal', 'less', 'lessEqual'] as const) {
      const out = output(2)
      const attributes = { op, length: 2, operandA: two, operandB: two, alpha: 0, beta: 0 }
      kernels.zip({ a: floats([NaN, 1]), b: floats([1, NaN]), out, ...attributes })
      expect(values(out)).toEqual(op === 'max' || op === 'min' ? [NaN, NaN] : [0, 0])
    }
  })

  test('pow follows IEEE 754', () => {
    const a = [-2, -2, -8, 1, 1, -1, 0, -0, NaN]
    const b = [3, 2, 1 / 3, NaN, Infinity, -Infinity, 0, -1, 0]
    const operand = { channels: a.length, inner: 1 }
    const out = output(a.length)
    const attributes = { op: 'pow', length: a.length, operandA: operand, operandB: operand, alpha: 0, beta: 0 } as const
    kernels.zip({ a: floats(a), b: floats(b), out, ...attributes })
    expect(values(out)).toEqual([-8, 4, NaN, 1, 1, 1, 1, -Infinity, 1])
  })

  test('length 0 is no work', () => {
    const empty = { channels: 0, inner: 1 }
    const out = output(0)
    kernels.zip({ a: out, b: out, out, op: 'add', length: 0, operandA: empty, operandB: empty, alpha: 0, beta: 0 })
    expect(values(out)).toEqual([])
  })
})

describe('choose', () => {
  test.each(Object.keys(OPERANDS))('selects with a mask that is %s', (name) => {
    const operandMask = OPERANDS[name]
    const mask = randomFloats(operandMask.channels, 6).map((x) => (x > 0 ? 1 : 0))
    const [a, b] = [randomFloats(60, 7), randomFloats(4, 8)]
    const operandB = { channels: 4, inner: 5 }
    const left = floats(a)
    const attributes = { length: 60, operandMask, operandA: FULL, operandB }
    kernels.choose({ mask: floats(mask), a: left, b: floats(b), out: left, ...attributes })
    expect(values(left)).toEqual(a.map((x, i) => (mask[at(operandMask, i)] === 0 ? b[at(operandB, i)] : x)))
  })

  test('what is not chosen does no harm, and a mask may be overwritten', () => {
    const two = { channels: 2, inner: 1 }
    const mask = floats([0, 2])
    const attributes = { length: 2, operandMask: two, operandA: two, operandB: two }
    kernels.choose({ mask, a: floats([NaN, 3]), b: floats([4, Infinity]), out: mask, ...attributes })
    expect(values(mask)).toEqual([4, 3])
  })
})
