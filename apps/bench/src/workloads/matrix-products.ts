import { normalData } from './random-data.js'
import type { Outputs, Workload } from './workload.js'

/** a · b with a [m, k] and b [k, n]; a transposed factor lies in memory the other way round. */
export interface MatrixProduct {
  /** The measure and the output. */
  readonly name: string
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
  /** [m, k], or [k, m] when it is transposed; row-major. */
  readonly a: Float32Array
  /** [k, n], or [n, k] when it is transposed; row-major. */
  readonly b: Float32Array
}

export interface MatrixProductInputs {
  readonly products: readonly MatrixProduct[]
}

const PRODUCTS: readonly Omit<MatrixProduct, 'a' | 'b'>[] = [
  { name: 'A·B, 512×512×512', m: 512, k: 512, n: 512, transposeA: false, transposeB: false },
  { name: 'A·B, 128×784×64', m: 128, k: 784, n: 64, transposeA: false, transposeB: false },
  { name: 'Aᵀ·B, 784×128×64', m: 784, k: 128, n: 64, transposeA: true, transposeB: false },
  { name: 'A·Bᵀ, 128×64×784', m: 128, k: 64, n: 784, transposeA: false, transposeB: true },
]

/** Products of matrices m×k×n: a large one, and those of the article's first layer, forward and for its gradients. */
export const matrixProducts: Workload<'matrix-product'> = {
  kind: 'matrix-product',
  title:
    'Products of matrices, m×k×n: a square one; a dense layer of the article’s size, its weights’ and its input’s gradient',
  measures: PRODUCTS.map(({ name, m, n, k }) => ({ name, work: { amount: (2 * m * n * k) / 1e9, unit: 'GFLOP' } })),
  tolerances: Object.fromEntries(PRODUCTS.map(({ name }) => [name, 1e-5])),
  inputs,
  reference: () => Object.fromEntries(inputs().products.map((product) => [product.name, multiply(product)])) as Outputs,
}

function inputs(): MatrixProductInputs {
  return {
    products: PRODUCTS.map((product, i) => ({
      ...product,
      a: normalData(product.m * product.k, 2 * i),
      b: normalData(product.k * product.n, 2 * i + 1),
    })),
  }
}

/** The product with sums in double precision. */
export function multiply({ m, n, k, transposeA, transposeB, a, b }: MatrixProduct): Float32Array {
  const out = new Float32Array(m * n)
  const row = new Float64Array(n)
  for (let i = 0; i < m; i++) {
    row.fill(0)
    for (let p = 0; p < k; p++) {
      const factor = transposeA ? a[p * m + i] : a[i * k + p]
      for (let j = 0; j < n; j++) row[j] += factor * (transposeB ? b[j * k + p] : b[p * n + j])
    }
    out.set(row, i * n)
  }
  return out
}
