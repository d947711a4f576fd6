import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

interface Size {
  batch: number
  m: number
  n: number
  k: number
}

function product(a: number[], b: number[], { batch, m, n, k }: Size, left: boolean, right: boolean): number[] {
  return Array.from({ length: batch * m * n }, (_, index) => {
    const matrix = Math.floor(index / (m * n))
    const [i, j] = [Math.floor(index / n) % m, index % n]
    let sum = 0
    for (let p = 0; p < k; p++) {
      const fromA = matrix * m * k + (left ? p * m + i : i * k + p)
      const fromB = matrix * k * n + (right ? j * k + p : p * n + j)
      sum += a[fromA] * b[fromB]
    }
    return sum
  })
}

describe('matmul', () => {
  const sizes = [
    [1, 1, 1, 1],
    [1, 3, 2, 4],
    [1, 5, 7, 3],
    [3, 4, 5, 6],
    [7, 2, 1, 9],
    [1, 7, 131, 5],
    [1, 195, 3, 4],
    [1, 4, 5, 515],
    [2, 0, 3, 2],
    [0, 2, 3, 4],
  ].map(([batch, m, n, k]) => ({ batch, m, n, k }))
  const transposes = [
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ]

  test.each(sizes)('$batch × [$m, $k]·[$k, $n], transposed or not', (size) => {
    const a = randomFloats(size.batch * size.m * size.k, 1)
    const b = randomFloats(size.batch * size.k * size.n, 2)
    for (const [transposeA, transposeB] of transposes) {
      const out = output(size.batch * size.m * size.n)
      kernels.matmul({ a: floats(a), b: floats(b), out, ...size, transposeA, transposeB })
      expectClose(values(out), product(a, b, size, transposeA, transposeB), { relative: 1e-6, absolute: 1e-8 })
    }
  })

  test('no terms give zeros', () => {
    const out = output(6)
    const none = floats([])
    kernels.matmul({ a: none, b: none, out, batch: 1, m: 2, n: 3, k: 0, transposeA: false, transposeB: false })
    expect(values(out)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('sums are rounded once: large terms that cancel leave the small one', () => {
    const k = 600
    const a = floats(Array.from({ length: k }, (_, p) => (p === 0 ? 1e8 : p === k - 1 ? -1e8 : 1e-3)))
    const out = output(1)
    const ones = floats(new Array(k).fill(1))
    kernels.matmul({ a, b: ones, out, batch: 1, m: 1, n: 1, k, transposeA: false, transposeB: false })
    expectClose(values(out), [(k - 2) * Math.fround(1e-3)])
  })

  test('0 · NaN and 0 · ∞ are NaN, in the rows and columns that they belong to', () => {
    const out = output(4)
    const [a, b] = [floats([0, 0, 1, 1]), floats([NaN, 2, 3, 4])]
    kernels.matmul({ a, b, out, batch: 1, m: 2, n: 2, k: 2, transposeA: false, transposeB: false })
    expect(values(out)).toEqual([NaN, 0, NaN, 6])
    const infinite = floats([Infinity, 2, 3, 4])
    kernels.matmul({ a, b: infinite, out, batch: 1, m: 2, n: 2, k: 2, transposeA: false, transposeB: false })
    expect(values(out)).toEqual([NaN, 0, Infinity, 6])
  })
})

describe('dense', () => {
  const size = { batch: 1, m: 5, n: 4, k: 9 }
  const [x, weight, bias] = [randomFloats(45, 3), randomFloats(36, 4), randomFloats(4, 5)]
  const sums = product(x, weight, size, false, false)
  const attributes = { rows: 5, inputs: 9, units: 4, alpha: 0 }

  test('is the product, and with bias the product plus bias', () => {
    const y = output(20)
    const shared = { x: floats(x), weight: floats(weight), y, ...attributes, activation: null }
    kernels.dense({ ...shared, bias: null })
    expectClose(values(y), sums)
    kernels.dense({ ...shared, bias: floats(bias) })
    expectClose(
      values(y),
      sums.map((sum, i) => sum + bias[i % 4]),
    )
  })

  test('applies its activation last', () => {
    const y = output(20)
    const shared = { x: floats(x), weight: floats(weight), bias: floats(bias), y, ...attributes }
    kernels.dense({ ...shared, activation: 'relu' })
    expectClose(
      values(y),
      sums.map((sum, i) => Math.max(sum + bias[i % 4], 0)),
    )
    kernels.dense({ ...shared, activation: 'tanh' })
    expectClose(
      values(y),
      sums.map((sum, i) => Math.tanh(sum + bias[i % 4])),
    )
  })
})
