import { ops, tensor, type Tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'
import { operator, type OnnxNode } from './node.js'
import { axisWindows, channelsFirst, channelsLast, type AxisWindow } from './windows.js'

/** Pooling over planes, as an operation of core. */
type PlanePool = (x: Tensor, options: ops.PoolOptions) => Tensor

/** Runners of pooling by operator, x [N, C, …]. */
export const pooling: Readonly<Record<string, CaseRunner>> = {
  AveragePool: operator((node) => {
    const countIncludePadding = node.attributes.flag('count_include_pad', false)
    return pooled(node, node.tensor(0), (x, options) => ops.averagePool2d(x, { ...options, countIncludePadding }))
  }),

  GlobalAveragePool: operator((node) =>
    channelsFirst(ops.globalAveragePool(channelsLast(node.tensor(0)), { keepDims: true })),
  ),

  GlobalMaxPool: operator((node) => channelsFirst(ops.globalMaxPool(channelsLast(node.tensor(0)), { keepDims: true }))),

  LpPool: operator((node) => {
    const p = node.attributes.number('p', 2)
    const powers = ops.pow(ops.abs(node.tensor(0)), p)
    const sums = pooled(node, powers, (x, options) => ops.averagePool2d(x, { ...options, divisor: 1 }))
    return ops.pow(sums, 1 / p)
  }),

  MaxPool: operator((node) => {
    const x = node.numbers(0)
    const columnMajor = node.attributes.integer('storage_order', 0) === 1
    const y = pooled(node, x, ops.maxPool2d)
    return node.wants(1) ? [y, positions(node, x, columnMajor)] : y
  }),
}

/**
 * Positions of the maxima among all elements of x. Those of the operation count in a plane, row by row, and ONNX's go
 * on from plane to plane, in which they may go column by column.
 */
function positions(node: OnnxNode, x: Tensor, columnMajor: boolean): Tensor {
  if (x.rank > 4) throw new Unsupported('positions in more than two axes')
  const [, , height, width = 1] = x.shape
  const inPlane = pooled(node, x, (planes, options) =>
    ops.cast(ops.maxPool2dWithIndices(planes, options).indices, 'float32'),
  )
  const row = ops.cast(ops.cast(ops.div(inPlane, width), 'int32'), 'float32')
  const column = ops.sub(inPlane, ops.mul(row, width))
  const starts = Array.from({ length: x.shape[0] * x.shape[1] }, (_, plane) => plane * height * width)
  const start = tensor(node.device, starts, { shape: [x.shape[0], x.shape[1], ...x.shape.slice(2).map(() => 1)] })
  return ops.add(columnMajor ? ops.add(ops.mul(column, height), row) : inPlane, start)
}

/** Pools over any number of axes: the last two together as planes, those before them one by one. */
function pooled(node: OnnxNode, x: Tensor, pool: PlanePool): Tensor {
  const { attributes } = node
  const ceilMode = attributes.flag('ceil_mode', false)
  const windows = axisWindows(node, x.shape.slice(2), attributes.integers('kernel_shape'))
  let current = channelsLast(x)
  for (let end = windows.length; end > 0;) {
    const first = end === windows.length ? Math.max(0, end - 2) : end - 1
    current = pooledPlanes(current, windows.slice(first, end), first + 1, (planes, options) =>
      pool(planes, { ...options, ceilMode }),
    )
    end = first
  }
  return channelsFirst(current)
}

const UNIT: AxisWindow = { size: 1, stride: 1, dilation: 1, padding: [0, 0] }

/** Pools over the axes of x that begin at `axis`, one for each of one or two windows. */
function pooledPlanes(x: Tensor, windows: readonly AxisWindow[], axis: number, pool: PlanePool): Tensor {
  const [rows, columns = UNIT] = windows
  const extents = x.shape.slice(axis, axis + windows.length)
  const before = x.shape.slice(0, axis)
  const after = x.shape.slice(axis + windows.length)
  const planes = ops.reshape(x, [product(before), extents[0], extents[1] ?? 1, product(after)])
  const y = pool(planes, {
    poolSize: [rows.size, columns.size],
    strides: [rows.stride, columns.stride],
    dilations: [rows.dilation, columns.dilation],
    padding: [rows.padding, columns.padding],
  })
  return ops.reshape(y, [...before, ...y.shape.slice(1, 1 + windows.length), ...after])
}

function product(extents: readonly number[]): number {
  return extents.reduce((size, extent) => size * extent, 1)
}
