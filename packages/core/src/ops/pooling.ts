import type { PoolOp, Window } from '../backend/index.js'
import { record, requireFloat, tapeOf } from '../autograd/index.js'
import { Tensor } from '../tensor/index.js'
import { requireElements } from './pooling-counts.js'
import { windowOn, type Pair, type WindowGeometry, type WindowOptions } from './window-geometry.js'

/** Options of pooling over planes. */
export interface PoolOptions extends WindowOptions {
  /** Size of the windows. */
  readonly poolSize: Pair
  /** Distance of neighbouring windows. Default: the size of the windows. */
  readonly strides?: Pair
}

/** Maxima, and where they stand. */
export interface MaxPool {
  readonly y: Tensor
  /** int32, in the shape of y: row · width + column of the maximum in its input plane; the first of equals. */
  readonly indices: Tensor
}

/**
 * The maximum of each window, x [N, H, W, C] → [N, rows of windows, columns of windows, C]. The padding never wins.
 * The gradient goes to the first of equals, in row-major order. NaN wins over all.
 *
 * @throws ShapeError when x has another rank, or a window has no element of the input
 * @throws OptionError when an option is out of its range
 */
export function maxPool2d(x: Tensor, options: PoolOptions): Tensor {
  return maxima('maxPool2d', x, options)
}

/**
 * {@link maxPool2d} with the positions of the maxima.
 *
 * @throws ShapeError when x has another rank, or a window has no element of the input
 * @throws OptionError when an option is out of its range
 */
export function maxPool2dWithIndices(x: Tensor, options: PoolOptions): MaxPool {
  const { y, indices } = maximaOf('maxPool2dWithIndices', x, options, true)
  return { y, indices: indices as Tensor }
}

/** {@link maxPool2d} under the name of the operation that it serves. */
export function maxima(operation: string, x: Tensor, options: PoolOptions): Tensor {
  return maximaOf(operation, x, options, tapeOf(x.device)?.isTracked(x) ?? false).y
}

function maximaOf(
  operation: string,
  x: Tensor,
  options: PoolOptions,
  positions: boolean,
): { readonly y: Tensor; readonly indices: Tensor | null } {
  const geometry = poolWindow(operation, x, options)
  requireElements(operation, geometry)
  const { window } = geometry
  const shape = pooledShape(window)
  const y = Tensor.empty(x.device, shape)
  const indices = positions ? Tensor.empty(x.device, shape, 'int32') : null
  const where = indices?.buffer ?? null
  x.device.kernels.pool({ x: x.buffer, out: y.buffer, where, window, op: 'max' })
  record(operation, [x], y, (dy) => [unpool(x, dy, indices, window, 'max')])
  return { y, indices }
}

/** Windows on x. Without strides they stand side by side. */
export function poolWindow(operation: string, x: Tensor, options: PoolOptions): WindowGeometry {
  requireFloat(operation, [x])
  const { poolSize, strides = poolSize } = options
  return windowOn(operation, x.shape, poolSize, { ...options, strides })
}

export function pooledShape({ batch, outHeight, outWidth, channels }: Window): number[] {
  return [batch, outHeight, outWidth, channels]
}

/** The gradient of the kernel `pool` for x; not recorded. */
export function unpool(x: Tensor, dy: Tensor, where: Tensor | null, window: Window, op: PoolOp): Tensor {
  const dx = Tensor.empty(x.device, x.shape)
  x.device.kernels.unpool({ dy: dy.buffer, where: where?.buffer ?? null, dx: dx.buffer, window, op })
  return dx
}
