import { ops } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'
import { operator } from './node.js'

/** Runners of what moves elements without changing them, by operator. */
export const shapes: Readonly<Record<string, CaseRunner>> = {
  Transpose: operator((node) =>
    ops.transpose(node.tensor(0), node.attributes.has('perm') ? node.attributes.integers('perm') : undefined),
  ),

  Reshape: operator((node) => {
    const x = node.tensor(0)
    const keepsZeros = node.attributes.flag('allowzero', false)
    const shape = node.list(1).map((extent, axis) => (extent === 0 && !keepsZeros ? x.shape[axis] : extent))
    return ops.reshape(x, shape)
  }),

  Flatten: operator((node) => {
    const x = node.tensor(0)
    const axis = node.attributes.integer('axis', 1)
    const rows = x.shape.slice(0, axis < 0 ? axis + x.rank : axis).reduce((size, extent) => size * extent, 1)
    return ops.reshape(x, [rows, x.size / Math.max(1, rows)])
  }),

  Expand: operator((node) => {
    const x = node.tensor(0)
    const shape = node.list(1)
    const rank = Math.max(x.rank, shape.length)
    const target = Array.from({ length: rank }, (_, axis) => {
      const own = x.shape[axis - rank + x.rank] ?? 1
      return own === 1 ? (shape[axis - rank + shape.length] ?? 1) : own
    })
    return ops.broadcastTo(x, target)
  }),

  Squeeze: operator((node) => {
    node.requireOpset(13)
    const x = node.tensor(0)
    const axes = node.has(1) ? node.list(1).map((axis) => (axis < 0 ? axis + x.rank : axis)) : null
    return ops.reshape(
      x,
      x.shape.filter((extent, axis) => (axes === null ? extent !== 1 : !axes.includes(axis))),
    )
  }),

  Unsqueeze: operator((node) => {
    node.requireOpset(13)
    const x = node.tensor(0)
    const given = node.list(1)
    const rank = x.rank + given.length
    const axes = given.map((axis) => (axis < 0 ? axis + rank : axis))
    const extents = [...x.shape]
    return ops.reshape(
      x,
      Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : extents.shift()!)),
    )
  }),

  Concat: operator((node) =>
    ops.concat(
      Array.from({ length: node.count }, (_, i) => node.tensor(i)),
      node.attributes.integer('axis'),
    ),
  ),

  Slice: operator((node) => {
    node.requireOpset(10)
    const x = node.tensor(0)
    const [starts, ends] = [node.list(1), node.list(2)]
    const axes = node.has(3) ? node.list(3) : starts.map((_, i) => i)
    if (node.has(4) && node.list(4).some((step) => step !== 1)) throw new Unsupported('slices with steps')
    const start = x.shape.map(() => 0)
    const extent = [...x.shape]
    axes.forEach((given, i) => {
      const axis = given < 0 ? given + x.rank : given
      const within = (at: number): number => Math.min(Math.max(at < 0 ? at + x.shape[axis] : at, 0), x.shape[axis])
      start[axis] = within(starts[i])
      extent[axis] = Math.max(0, within(ends[i]) - start[axis])
    })
    return ops.slice(x, start, extent)
  }),
}
