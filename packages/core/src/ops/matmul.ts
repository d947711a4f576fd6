import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { Tensor, broadcastShapes, sameShape, showShape, sizeOf, type Shape } from '../tensor/index.js'
import { expand, sumTo } from './broadcast.js'

/** Which factors of a product are read transposed (their last two axes swapped). */
export interface MatmulOptions {
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

/**
 * Matrix product over the last two axes: [..., m, k] · [..., k, n] → [..., m, n]; axes before them broadcast. A vector
 * counts as a row at the left and as a column at the right, as in NumPy.
 *
 * @throws ShapeError when the inner extents differ or an operand is a scalar
 */
export function matmul(a: Tensor, b: Tensor, options: MatmulOptions = {}): Tensor {
  deviceOf('matmul', [a, b])
  requireFloat('matmul', [a, b])
  const { transposeA = false, transposeB = false } = options
  const left: Shape = a.rank === 1 ? [1, ...a.shape] : a.shape
  const right: Shape = b.rank === 1 ? [...b.shape, 1] : b.shape
  const [m, k] = matrix(left, a.rank > 1 && transposeA)
  const [inner, n] = matrix(right, b.rank > 1 && transposeB)
  if (a.rank === 0 || b.rank === 0 || k !== inner) {
    throw new ShapeError({
      what: `matmul: ${showShape(a.shape)}${transposeA ? ' transposed' : ''} times ${showShape(b.shape)}${transposeB ? ' transposed' : ''}: inner extents are ${k} and ${inner}.`,
      remedy: 'Give matrices [m, k] and [k, n].',
    })
  }
  const batch = broadcastShapes('matmul', left.slice(0, -2), right.slice(0, -2))
  const x = batched(a, left, batch)
  const y = batched(b, right, batch)
  const ta = a.rank > 1 && transposeA
  const tb = b.rank > 1 && transposeB
  const product = multiply(x, y, { batch: sizeOf(batch), m, n, k, transposeA: ta, transposeB: tb })
  const shape = [...batch, ...(a.rank === 1 ? [] : [m]), ...(b.rank === 1 ? [] : [n])]
  return record('matmul', [a, b], product.alias(shape), (dy, needed) => {
    const size = sizeOf(batch)
    const gradients: [Tensor | null, Tensor | null] = [null, null]
    if (needed[0]) {
      const da = ta
        ? multiply(y, dy, { batch: size, m: k, n: m, k: n, transposeA: tb, transposeB: true })
        : multiply(dy, y, { batch: size, m, n: k, k: n, transposeA: false, transposeB: !tb })
      gradients[0] = sumTo(da.alias([...batch, ...left.slice(-2)]), left).alias(a.shape)
    }
    if (needed[1]) {
      const db = tb
        ? multiply(dy, x, { batch: size, m: n, n: k, k: m, transposeA: true, transposeB: ta })
        : multiply(x, dy, { batch: size, m: k, n, k: m, transposeA: !ta, transposeB: false })
      gradients[1] = sumTo(db.alias([...batch, ...right.slice(-2)]), right).alias(b.shape)
    }
    return gradients
  })
}

function matrix(shape: Shape, transposed: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2)
  return transposed ? [columns, rows] : [rows, columns]
}

function batched(x: Tensor, shape: Shape, batch: Shape): Tensor {
  return sameShape(shape.slice(0, -2), batch) ? x : expand(x.alias(shape), [...batch, ...shape.slice(-2)])
}

interface Product {
  readonly batch: number
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
}

function multiply(a: Tensor, b: Tensor, product: Product): Tensor {
  const out = Tensor.empty(a.device, [product.batch, product.m, product.n])
  a.device.kernels.matmul({ a: a.buffer, b: b.buffer, out: out.buffer, ...product })
  return out
}
