import { expect, test } from 'vitest'
import { multiply } from '../src/workloads/matrix-products.js'

const floats = (...values: number[]): Float32Array => Float32Array.from(values)
const shape = { name: '', m: 2, n: 2, k: 3 }
const a = floats(1, 2, 3, 4, 5, 6)
const aTransposed = floats(1, 4, 2, 5, 3, 6)
const b = floats(7, 8, 9, 10, 11, 12)
const bTransposed = floats(7, 9, 11, 8, 10, 12)

test.each([
  ['A·B', { a, b, transposeA: false, transposeB: false }],
  ['Aᵀ·B', { a: aTransposed, b, transposeA: true, transposeB: false }],
  ['A·Bᵀ', { a, b: bTransposed, transposeA: false, transposeB: true }],
])('%s: [[1, 2, 3], [4, 5, 6]] · [[7, 8], [9, 10], [11, 12]] = [[58, 64], [139, 154]]', (_name, product) => {
  expect(multiply({ ...shape, ...product })).toEqual(floats(58, 64, 139, 154))
})
