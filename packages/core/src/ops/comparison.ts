import { record } from '../autograd/index.js'
import type { Tensor } from '../tensor/index.js'
import { sumTo } from './broadcast.js'
import { chosen, mapped, pair, zipped, type TensorLike } from './elementwise.js'
import { zerosLike } from './zeros-like.js'

/** 1 where a = b, else 0. Comparisons broadcast, are 0 where an operand is NaN, and have no gradient. */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return zipped('equal', 'equal', ...pair(a, b))
}

/** 1 where a ≠ b, else 0; 1 where an operand is NaN. */
export function notEqual(a: TensorLike, b: TensorLike): Tensor {
  return mapped('notEqual', 'linear', equal(a, b), -1, 1)
}

/** 1 where a < b, else 0. */
export function less(a: TensorLike, b: TensorLike): Tensor {
  return zipped('less', 'less', ...pair(a, b))
}

/** 1 where a ≤ b, else 0. */
export function lessEqual(a: TensorLike, b: TensorLike): Tensor {
  return zipped('lessEqual', 'lessEqual', ...pair(a, b))
}

/** 1 where a > b, else 0. */
export function greater(a: TensorLike, b: TensorLike): Tensor {
  return less(b, a)
}

/** 1 where a ≥ b, else 0. */
export function greaterEqual(a: TensorLike, b: TensorLike): Tensor {
  return lessEqual(b, a)
}

/** mask ≠ 0 ? a : b with broadcasting. What is not chosen has no influence, NaN included. */
export function where(mask: Tensor, a: TensorLike, b: TensorLike): Tensor {
  const [x] = pair(a, mask)
  const [y] = pair(b, mask)
  return record('where', [mask, x, y], chosen('where', mask, x, y), (dy, needed) => {
    const none = zerosLike(dy)
    return [
      null,
      needed[1] ? sumTo(chosen('where', mask, dy, none), x.shape) : null,
      needed[2] ? sumTo(chosen('where', mask, none, dy), y.shape) : null,
    ]
  })
}
