import { record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { Tensor, resolveAxis, showShape, sizeOf, type Shape } from '../tensor/index.js'
import { expand, reduceAxes } from './broadcast.js'
import { mapped, zipped } from './elementwise.js'

/** What a reduction runs over. */
export interface ReductionOptions {
  /** One axis or several, counted from either end. Default: all. An empty list reduces nothing. */
  readonly axis?: number | readonly number[]
  /** Whether reduced axes stay with extent 1. Default false. */
  readonly keepDims?: boolean
}

interface Plan {
  readonly axes: readonly number[]
  /** The result's shape with the reduced axes kept. */
  readonly kept: Shape
  readonly shape: Shape
  /** Elements that go into one result. */
  readonly count: number
}

function plan(operation: string, x: Tensor, { axis, keepDims = false }: ReductionOptions): Plan {
  const given = axis === undefined ? x.shape.map((_, a) => a) : typeof axis === 'number' ? [axis] : axis
  const axes = [...new Set(given.map((a) => resolveAxis(operation, a, x.rank)))].sort((a, b) => a - b)
  const kept = x.shape.map((extent, a) => (axes.includes(a) ? 1 : extent))
  const shape = keepDims ? kept : x.shape.filter((_, a) => !axes.includes(a))
  return { axes, kept, shape, count: sizeOf(axes.map((a) => x.shape[a])) }
}

function reduced(operation: string, x: Tensor, { axes, shape }: Plan, op: 'sum' | 'max' | 'min'): Tensor {
  requireFloat(operation, [x])
  return reduceAxes(x, axes, op).alias(shape)
}

/** Sum over axes; 0 over no elements. */
export function sum(x: Tensor, options: ReductionOptions = {}): Tensor {
  const p = plan('sum', x, options)
  return record('sum', [x], reduced('sum', x, p, 'sum'), (dy) => [expand(dy.alias(p.kept), x.shape)])
}

/** Mean over axes; NaN over no elements. */
export function mean(x: Tensor, options: ReductionOptions = {}): Tensor {
  const p = plan('mean', x, options)
  const total = reduced('mean', x, p, 'sum')
  return record('mean', [x], mapped('mean', 'linear', total, 1 / p.count), (dy) => [
    expand(mapped('mean', 'linear', dy, 1 / p.count).alias(p.kept), x.shape),
  ])
}

/** Maximum over axes; the gradient is shared equally by those that reach it. */
export function max(x: Tensor, options: ReductionOptions = {}): Tensor {
  return extremum('max', x, options)
}

/** Minimum over axes; the gradient is shared equally by those that reach it. */
export function min(x: Tensor, options: ReductionOptions = {}): Tensor {
  return extremum('min', x, options)
}

function extremum(op: 'max' | 'min', x: Tensor, options: ReductionOptions): Tensor {
  const p = plan(op, x, options)
  const out = reduced(op, x, p, op)
  return record(op, [x], out, (dy) => {
    const hits = zipped(op, 'equal', x, out.alias(p.kept))
    const share = zipped(op, 'div', dy.alias(p.kept), reduceAxes(hits, p.axes, 'sum'))
    return [zipped(op, 'mul', hits, share)]
  })
}

/** Position (int32) of the maximum along one axis: the first of equals, NaN before all. Default: the last axis. */
export function argMax(x: Tensor, axis = -1): Tensor {
  requireFloat('argMax', [x])
  const along = resolveAxis('argMax', axis, x.rank)
  if (x.shape[along] === 0) {
    throw new ShapeError({
      what: `argMax: axis ${along} of ${showShape(x.shape)} has no elements.`,
      remedy: 'Give at least one element to choose from.',
    })
  }
  const out = Tensor.empty(
    x.device,
    x.shape.filter((_, a) => a !== along),
    'int32',
  )
  x.device.kernels.reduce({
    x: x.buffer,
    out: out.buffer,
    op: 'argmax',
    outer: sizeOf(x.shape.slice(0, along)),
    n: x.shape[along],
    inner: sizeOf(x.shape.slice(along + 1)),
  })
  return out
}
