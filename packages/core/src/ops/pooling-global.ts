import { ShapeError } from '../errors.js'
import { showShape, type Tensor } from '../tensor/index.js'
import { max, mean } from './reduction.js'

/** Options of global pooling. */
export interface GlobalPoolOptions {
  /** Whether the pooled axes stay with extent 1. Default false. */
  readonly keepDims?: boolean
}

/**
 * The mean of each channel over its plane or sequence: x [N, …, C] → [N, C].
 *
 * @throws ShapeError when there are no axes between the first and the last, or no elements in them
 */
export function globalAveragePool(x: Tensor, { keepDims = false }: GlobalPoolOptions = {}): Tensor {
  return mean(x, { axis: innerAxes('globalAveragePool', x), keepDims })
}

/**
 * The maximum of each channel over its plane or sequence: x [N, …, C] → [N, C]. Elements that share the maximum share
 * the gradient.
 *
 * @throws ShapeError when there are no axes between the first and the last, or no elements in them
 */
export function globalMaxPool(x: Tensor, { keepDims = false }: GlobalPoolOptions = {}): Tensor {
  return max(x, { axis: innerAxes('globalMaxPool', x), keepDims })
}

function innerAxes(operation: string, x: Tensor): number[] {
  const axes = x.shape.map((_, axis) => axis).slice(1, -1)
  if (axes.length > 0 && axes.every((axis) => x.shape[axis] > 0)) return axes
  throw new ShapeError({
    what: `${operation}: an input of shape ${showShape(x.shape)} has nothing between samples and channels.`,
    remedy: 'Give [N, length, C] or [N, height, width, C] with at least one element a channel.',
  })
}
