import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, integers, output, values } = await openDevice()

/** The lines along the middle axis of [outer, n, inner], in the order of the reduced output. */
function lines(x: readonly number[], outer: number, n: number, inner: number): number[][] {
  return Array.from({ length: outer * inner }, (_, i) => {
    const start = Math.floor(i / inner) * n * inner + (i % inner)
    return Array.from({ length: n }, (_, j) => x[start + j * inner])
  })
}

describe('reduce', () => {
  const shapes = [
    [1, 7, 1],
    [5, 13, 1],
    [1, 9, 600],
    [3, 4, 5],
    [2, 1, 3],
    [0, 3, 2],
    [2, 3, 0],
  ]

  test.each(shapes)('[%i, %i, %i]', (outer, n, inner) => {
    const x = randomFloats(outer * n * inner, 1)
    const expected = lines(x, outer, n, inner)
    const reduced = (op: 'sum' | 'max' | 'min'): number[] => {
      const out = output(outer * inner)
      kernels.reduce({ x: floats(x), out, op, outer, n, inner })
      return values(out)
    }
    expectClose(
      reduced('sum'),
      expected.map((line) => line.reduce((sum, value) => sum + value, 0)),
    )
    expect(reduced('max')).toEqual(expected.map((line) => Math.max(...line)))
    expect(reduced('min')).toEqual(expected.map((line) => Math.min(...line)))
    const where = integers(new Array(outer * inner).fill(-9))
    kernels.reduce({ x: floats(x), out: where, op: 'argmax', outer, n, inner })
    expect(values(where)).toEqual(expected.map((line) => line.indexOf(Math.max(...line))))
  })

  test('nothing to reduce gives 0, −∞ and +∞', () => {
    const out = output(2)
    const reduced = (['sum', 'max', 'min'] as const).map((op) => {
      kernels.reduce({ x: floats([]), out, op, outer: 1, n: 0, inner: 2 })
      return values(out)
    })
    expect(reduced).toEqual([
      [0, 0],
      [-Infinity, -Infinity],
      [Infinity, Infinity],
    ])
  })

  test('a sum of 100,000 tenths does not drift', () => {
    const out = output(1)
    kernels.reduce({ x: floats(new Array(100_000).fill(0.1)), out, op: 'sum', outer: 1, n: 100_000, inner: 1 })
    expectClose(values(out), [100_000 * Math.fround(0.1)], { relative: 1e-7 })
  })

  test('NaN stays in its own line, and the first NaN wins argmax', () => {
    const x = floats([1, NaN, 2, 5, 4, NaN, NaN, 3])
    for (const op of ['sum', 'max', 'min'] as const) {
      const out = output(2)
      kernels.reduce({ x, out, op, outer: 1, n: 4, inner: 2 })
      expect(values(out)).toEqual([NaN, NaN])
      kernels.reduce({ x, out, op, outer: 2, n: 2, inner: 2 - 1 })
      expect(values(out)[1]).not.toBeNaN()
    }
    const where = integers([0, 0])
    kernels.reduce({ x, out: where, op: 'argmax', outer: 1, n: 4, inner: 2 })
    expect(values(where)).toEqual([3, 0])
  })

  test('the first of equals wins argmax', () => {
    const where = integers([0, 0])
    const x = floats([1, 3, 3, -Infinity, -Infinity, -Infinity])
    kernels.reduce({ x, out: where, op: 'argmax', outer: 2, n: 3, inner: 1 })
    expect(values(where)).toEqual([1, 0])
  })
})

describe('softmax', () => {
  test.each([
    [4, 10, 1],
    [2, 3, 5],
    [3, 1, 1],
    [0, 3, 1],
  ])('[%i, %i, %i] along the middle', (outer, n, inner) => {
    const x = randomFloats(outer * n * inner, 2).map((value) => Math.fround(value * 20))
    const probability = new Array<number>(x.length)
    lines(x, outer, n, inner).forEach((line, i) => {
      const start = Math.floor(i / inner) * n * inner + (i % inner)
      const sum = line.reduce((total, value) => total + Math.exp(value), 0)
      line.forEach((value, j) => (probability[start + j * inner] = Math.exp(value) / sum))
    })
    const [y, logarithm] = [output(x.length), output(x.length)]
    kernels.softmax({ x: floats(x), y, outer, n, inner, log: false })
    kernels.softmax({ x: floats(x), y: logarithm, outer, n, inner, log: true })
    expectClose(values(y), probability, { absolute: 0 })
    expectClose(values(logarithm), probability.map(Math.log))
  })

  test('large logits do not overflow, and NaN stays in its line', () => {
    const y = output(4)
    kernels.softmax({ x: floats([1e30, 0, NaN, 1]), y, outer: 2, n: 2, inner: 1, log: false })
    expect(values(y)).toEqual([1, 0, NaN, NaN])
    kernels.softmax({ x: floats([1e30, 0, -1e30, -1e30]), y, outer: 2, n: 2, inner: 1, log: true })
    expectClose(values(y), [0, -1e30, -Math.LN2, -Math.LN2])
  })
})
