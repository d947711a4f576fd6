import type { DType } from '../backend/index.js'
import { deviceOf, record } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import {
  Tensor,
  broadcastShapes,
  resolveAxis,
  sameShape,
  showShape,
  sizeOf,
  stridesOf,
  type Shape,
} from '../tensor/index.js'
import { expand, sumTo } from './broadcast.js'
import { zerosLike } from './zeros-like.js'

/**
 * The same elements in another shape. One extent may be −1: it is derived from the others.
 *
 * @throws ShapeError when the number of elements differs
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const target = shape.includes(-1) ? inferExtent(x, shape) : shape
  return record('reshape', [x], x.alias(target), (dy) => [dy.alias(x.shape)])
}

function inferExtent(x: Tensor, shape: Shape): Shape {
  const known = shape.filter((extent) => extent !== -1)
  const inferred = x.size / sizeOf(known)
  if (known.length !== shape.length - 1 || !Number.isInteger(inferred)) {
    throw new ShapeError({
      what: `reshape: shape ${showShape(shape)} cannot be derived from ${x.size} elements.`,
      remedy: 'Use −1 for one extent at most, and extents whose product divides the number of elements.',
    })
  }
  return shape.map((extent) => (extent === -1 ? inferred : extent))
}

/**
 * Axes in another order. Default: reversed.
 *
 * @throws ShapeError when `order` is not a permutation of the axes
 */
export function transpose(x: Tensor, order?: readonly number[]): Tensor {
  const axes = (order ?? x.shape.map((_, axis) => x.rank - 1 - axis)).map((axis) =>
    resolveAxis('transpose', axis, x.rank),
  )
  if (new Set(axes).size !== x.rank || axes.length !== x.rank) {
    throw new ShapeError({
      what: `transpose: [${axes.join(', ')}] is not an order of the ${x.rank} axes of ${showShape(x.shape)}.`,
      remedy: 'Name each axis once.',
    })
  }
  const strides = stridesOf(x.shape)
  const out = arranged(
    x,
    axes.map((axis) => x.shape[axis]),
    axes.map((axis) => strides[axis]),
    0,
  )
  const inverse = axes.map((_, axis) => axes.indexOf(axis))
  return record('transpose', [x], out, (dy) => [transpose(dy, inverse)])
}

/**
 * The box that begins at `start` and has size `extent`.
 *
 * @throws ShapeError when the box is not inside
 */
export function slice(x: Tensor, start: readonly number[], extent: readonly number[]): Tensor {
  const inside =
    start.length === x.rank &&
    extent.length === x.rank &&
    x.shape.every((size, axis) => start[axis] >= 0 && extent[axis] >= 0 && start[axis] + extent[axis] <= size)
  if (!inside) {
    throw new ShapeError({
      what: `slice: the box at [${start.join(', ')}] of size [${extent.join(', ')}] is not inside ${showShape(x.shape)}.`,
      remedy: 'Give a start and a size for each axis whose sum is at most its extent.',
    })
  }
  const strides = stridesOf(x.shape)
  const offset = start.reduce((sum, position, axis) => sum + position * strides[axis], 0)
  const out = arranged(x, extent, strides, offset)
  return record('slice', [x], out, (dy) => {
    const dx = zerosLike(x)
    x.device.kernels.place({ x: dy.buffer, into: dx.buffer, shape: x.shape, start, extent })
    return [dx]
  })
}

/** Elements along `axis` in reverse order. */
export function flip(x: Tensor, axis: number): Tensor {
  const flipped = resolveAxis('flip', axis, x.rank)
  const strides = stridesOf(x.shape)
  const offset = Math.max(0, x.shape[flipped] - 1) * strides[flipped]
  const out = arranged(
    x,
    x.shape,
    strides.map((stride, a) => (a === flipped ? -stride : stride)),
    offset,
  )
  return record('flip', [x], out, (dy) => [flip(dy, axis)])
}

/**
 * x repeated to `shape` by the rules of broadcasting.
 *
 * @throws ShapeError when it does not broadcast to it
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (!sameShape(broadcastShapes('broadcastTo', x.shape, shape), shape)) {
    throw new ShapeError({
      what: `broadcastTo: ${showShape(x.shape)} does not broadcast to ${showShape(shape)}.`,
      remedy: 'Each extent must be equal or 1.',
    })
  }
  return record('broadcastTo', [x], expand(x, shape), (dy) => [sumTo(dy, x.shape)])
}

/**
 * Tensors one after the other along `axis` (default 0). Either dtype, the same for all.
 *
 * @throws ShapeError when other extents or dtypes differ
 */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  if (tensors.length === 0) {
    throw new ShapeError({ what: 'concat was given no tensors.', remedy: 'Give at least one.' })
  }
  const [first] = tensors
  const device = deviceOf('concat', tensors)
  const along = resolveAxis('concat', axis, first.rank)
  for (const tensor of tensors) {
    const fits = tensor.rank === first.rank && tensor.shape.every((n, a) => a === along || n === first.shape[a])
    if (fits && tensor.dtype === first.dtype) continue
    throw new ShapeError({
      what: `concat: ${showShape(tensor.shape)} (${tensor.dtype}) does not fit ${showShape(first.shape)} (${first.dtype}) along axis ${along}.`,
      remedy: 'All extents except that of the axis, and the dtypes, must be equal.',
    })
  }
  const total = tensors.reduce((sum, tensor) => sum + tensor.shape[along], 0)
  const shape = first.shape.map((n, a) => (a === along ? total : n))
  const out = Tensor.empty(device, shape, first.dtype)
  let position = 0
  const starts = tensors.map((tensor) => {
    const start = shape.map((_, a) => (a === along ? position : 0))
    device.kernels.place({ x: tensor.buffer, into: out.buffer, shape, start, extent: tensor.shape })
    position += tensor.shape[along]
    return start
  })
  return record('concat', tensors, out, (dy, needed) =>
    tensors.map((tensor, i) => (needed[i] ? slice(dy, starts[i], tensor.shape) : null)),
  )
}

/** x in another dtype; to int32 rounds towards zero. Has a gradient from float32 to float32 only. */
export function cast(x: Tensor, dtype: DType): Tensor {
  const out = Tensor.empty(x.device, x.shape, dtype)
  x.device.kernels.cast({ x: x.buffer, out: out.buffer })
  return record('cast', [x], out, (dy) => [dtype === 'float32' && x.dtype === 'float32' ? dy : null])
}

function arranged(x: Tensor, shape: Shape, strides: readonly number[], offset: number): Tensor {
  const out = Tensor.empty(x.device, shape, x.dtype)
  x.device.kernels.arrange({ x: x.buffer, out: out.buffer, shape, strides, offset })
  return out
}
