import { record } from '../autograd/index.js'
import type { Tensor } from '../tensor/index.js'
import { sumTo } from './broadcast.js'
import { chosen, mapped, pair, zipped, type TensorLike } from './elementwise.js'
import { zerosLike } from './zeros-like.js'

/**
 * a + b with broadcasting. A number counts as a scalar.
 *
 * @throws ShapeError when the shapes do not broadcast
 */
export function add(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  return record('add', [x, y], zipped('add', 'add', x, y), (dy, needed) => [
    needed[0] ? sumTo(dy, x.shape) : null,
    needed[1] ? sumTo(dy, y.shape) : null,
  ])
}

/** a − b with broadcasting. */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  return record('sub', [x, y], zipped('sub', 'sub', x, y), (dy, needed) => [
    needed[0] ? sumTo(dy, x.shape) : null,
    needed[1] ? mapped('sub', 'linear', sumTo(dy, y.shape), -1) : null,
  ])
}

/** a · b, element by element, with broadcasting. */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  return record('mul', [x, y], zipped('mul', 'mul', x, y), (dy, needed) => [
    needed[0] ? sumTo(zipped('mul', 'mul', dy, y), x.shape) : null,
    needed[1] ? sumTo(zipped('mul', 'mul', dy, x), y.shape) : null,
  ])
}

/** a / b, element by element, with broadcasting. */
export function div(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  const out = zipped('div', 'div', x, y)
  return record('div', [x, y], out, (dy, needed) => {
    const dx = zipped('div', 'div', dy, y)
    return [
      needed[0] ? sumTo(dx, x.shape) : null,
      needed[1] ? sumTo(mapped('div', 'linear', zipped('div', 'mul', dx, out), -1), y.shape) : null,
    ]
  })
}

/** The larger of a and b; NaN when either is. Where they are equal the gradient goes to a. */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return extremum('maximum', 'max', a, b)
}

/** The smaller of a and b; NaN when either is. Where they are equal the gradient goes to a. */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return extremum('minimum', 'min', a, b)
}

function extremum(operation: string, op: 'max' | 'min', a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  const out = zipped(operation, op, x, y)
  return record(operation, [x, y], out, (dy, needed) => {
    const fromX = zipped(operation, 'equal', x, out)
    const none = zerosLike(dy)
    return [
      needed[0] ? sumTo(chosen(operation, fromX, dy, none), x.shape) : null,
      needed[1] ? sumTo(chosen(operation, fromX, none, dy), y.shape) : null,
    ]
  })
}

/**
 * a to the power b, element by element. The gradient to b is 0 where a = 0 (its limit for b > 0) and NaN where a < 0.
 */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = pair(a, b)
  const out = zipped('pow', 'pow', x, y)
  return record('pow', [x, y], out, (dy, needed) => {
    const gradients: [Tensor | null, Tensor | null] = [null, null]
    if (needed[0]) {
      const lower = zipped('pow', 'pow', x, mapped('pow', 'linear', y, 1, -1))
      gradients[0] = sumTo(zipped('pow', 'mul', dy, zipped('pow', 'mul', y, lower)), x.shape)
    }
    if (needed[1]) {
      const isZero = zipped('pow', 'equal', x, zerosLike(x))
      const scaled = zipped('pow', 'mul', out, mapped('pow', 'log', x))
      const slope = chosen('pow', isZero, zerosLike(scaled), scaled)
      gradients[1] = sumTo(zipped('pow', 'mul', dy, slope), y.shape)
    }
    return gradients
  })
}
