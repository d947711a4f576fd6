import { describe, expect, test } from 'vitest'
import type { WebglBuffer } from '../src/buffer.js'
import { createProduct } from '../src/kernels/products/product.js'
import type { Product } from '../src/kernels/products/shape.js'
import { openGpu, type TestGpu } from './device.js'

type Sizes = Pick<Product, 'batch' | 'm' | 'n' | 'k' | 'transposeA' | 'transposeB'>

/** Whole numbers, so that sums in float32 are exact in any order. */
function digits(length: number, factor: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => ((i * factor) % 11) - 5)
}

function expected(a: Float32Array, b: Float32Array, sizes: Sizes): number[] {
  const { batch, m, n, k, transposeA, transposeB } = sizes
  return Array.from({ length: batch * m * n }, (_, i) => {
    const [item, row, column] = [Math.floor(i / (m * n)), Math.floor(i / n) % m, i % n]
    let sum = 0
    for (let j = 0; j < k; j++) {
      const inA = transposeA ? (item * k + j) * m + row : (item * m + row) * k + j
      const inB = transposeB ? (item * n + column) * k + j : (item * k + j) * n + column
      sum += a[inA] * b[inB]
    }
    return sum
  })
}

/** The product of factors that have NaN in the lanes that their last texel has beyond their end. */
async function multiplied({ gpu, floats, output, values }: TestGpu, sizes: Sizes): Promise<void> {
  const { batch, m, n, k } = sizes
  const copy = gpu.program({ name: 'copy', reads: ['x'], writes: ['result'], element: 'result = x(i);' })
  const uploaded = (x: Float32Array): WebglBuffer => {
    const result = output(x.length)
    copy.launch({ x: floats(x), result })
    return result
  }
  const a = digits(batch * m * k, 7)
  const b = digits(batch * k * n, 3)
  const out = output(batch * m * n)
  const rest = { bias: null, activation: null, alpha: 0 }
  createProduct(gpu)({ ...sizes, ...rest, a: uploaded(a), b: uploaded(b), out })
  expect(await values(out)).toEqual(expected(a, b, sizes))
}

const forms = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })))

const shapes = [
  { kind: 'one element after the other', batch: 2, m: 7, n: 9, k: 6 },
  { kind: 'rows of whole texels', batch: 2, m: 7, n: 12, k: 8 },
  { kind: 'rows of whole texels, a tail of k', batch: 2, m: 7, n: 12, k: 9 },
  { kind: 'blocks of whole texels', batch: 1, m: 64, n: 48, k: 64 },
  { kind: 'blocks with every tail', batch: 3, m: 61, n: 43, k: 67 },
  { kind: 'blocks, only the columns have a tail', batch: 2, m: 128, n: 10, k: 256 },
  { kind: 'blocks, only the rows have a tail', batch: 2, m: 66, n: 16, k: 256 },
  { kind: 'blocks, only k has a tail', batch: 2, m: 64, n: 16, k: 257 },
]

describe('products of whole numbers are exact', () => {
  for (const maxTargets of [4, 1]) {
    let opened: Promise<TestGpu> | null = null
    const device = (): Promise<TestGpu> => (opened ??= openGpu({ maxTargets }))
    for (const { kind, ...shape } of shapes)
      for (const form of forms) {
        const name = `${kind}${form.transposeA ? ', Aᵀ' : ''}${form.transposeB ? ', Bᵀ' : ''}, ${maxTargets} targets`
        test(name, async () => multiplied(await device(), { ...shape, ...form }))
      }
  }
})
