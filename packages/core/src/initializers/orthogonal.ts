import { ShapeError } from '../errors.js'
import { showShape, sizeOf } from '../tensor/index.js'
import type { Initializer } from './initializer.js'
import { requireNumber } from './require-number.js'

/** Options of {@link orthogonal}. */
export interface OrthogonalOptions {
  /** Factor of the result. Default 1. */
  readonly gain?: number
}

/**
 * A random matrix with orthonormal columns, or rows where there are more columns than rows (Saxe et al. 2014). A
 * parameter of more than two axes is read as the matrix [product of the others, last axis].
 *
 * Q of the decomposition QR of a matrix of normal numbers, with the signs that make R's diagonal positive: only then
 * are all orthogonal matrices equally likely (Mezzadri 2007).
 *
 * @throws OptionError when the gain is not a finite number; ShapeError (from `generate`) below two axes
 */
export function orthogonal({ gain = 1 }: OrthogonalOptions = {}): Initializer {
  requireNumber('orthogonal', 'gain', gain)
  return {
    name: 'orthogonal',
    generate: (shape, random) => {
      if (shape.length < 2) {
        throw new ShapeError({
          what: `orthogonal: a parameter of shape ${showShape(shape)} is not a matrix.`,
          remedy: 'Use it for parameters of two axes or more, and zeros or randomNormal for vectors.',
        })
      }
      const columns = shape[shape.length - 1]
      const rows = sizeOf(shape.slice(0, -1))
      const [long, short] = rows < columns ? [columns, rows] : [rows, columns]
      const q = orthonormalize(Float64Array.from(random.normal(long * short)), long, short)
      return Float32Array.from(q, (_, i) => {
        const position = rows < columns ? i : (i % columns) * rows + Math.floor(i / columns)
        return gain * q[position]
      })
    },
  }
}

/**
 * Q with R's diagonal positive, by Householder reflections I − v·vᵀ (vᵀv = 2), which keep Q orthonormal to rounding
 * whatever the matrix. Matrices are column-major with `rows` ≥ `columns`; `a` is overwritten.
 */
function orthonormalize(a: Float64Array, rows: number, columns: number): Float64Array {
  const q = new Float64Array(rows * columns)
  const vectors: Float64Array[] = []
  for (let k = 0; k < columns; k++) {
    const v = a.slice(k * rows, (k + 1) * rows).fill(0, 0, k)
    const norm = Math.sqrt(dot(v, v))
    const diagonal = v[k] > 0 ? -norm : norm
    const length = Math.sqrt(norm * (norm + Math.abs(v[k])))
    v[k] -= diagonal
    if (length > 0) for (let i = k; i < rows; i++) v[i] /= length
    for (let j = k + 1; j < columns; j++) reflect(v, a.subarray(j * rows, (j + 1) * rows))
    vectors.push(v)
    q[k * rows + k] = diagonal < 0 ? -1 : 1
  }
  for (let k = 0; k < columns; k++) {
    const column = q.subarray(k * rows, (k + 1) * rows)
    for (let j = k; j >= 0; j--) reflect(vectors[j], column)
  }
  return q
}

function reflect(v: Float64Array, x: Float64Array): void {
  const along = dot(v, x)
  for (let i = 0; i < x.length; i++) x[i] -= along * v[i]
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
