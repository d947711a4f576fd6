import { ops, type Tensor } from '@evenkeel/core'
import { Unsupported } from '../case/unsupported.js'
import type { OnnxNode } from './node.js'

/** How windows move along one axis. */
export interface AxisWindow {
  readonly size: number
  readonly stride: number
  readonly dilation: number
  readonly padding: readonly [before: number, after: number]
}

/** The attributes that Conv and the pooling operators share, axis by axis; `extents` are those of the input. */
export function axisWindows(
  { attributes }: OnnxNode,
  extents: readonly number[],
  sizes: readonly number[],
): readonly AxisWindow[] {
  const list = (name: string, fallback: number, length: number): readonly number[] => {
    const values = attributes.has(name) ? attributes.integers(name) : new Array<number>(length).fill(fallback)
    if (values.length === length) return values
    throw new Unsupported(`${name} has ${values.length} entries for ${extents.length} axes`)
  }
  const rank = extents.length
  if (sizes.length !== rank) throw new Unsupported(`windows of rank ${sizes.length} over ${rank} axes`)
  const strides = list('strides', 1, rank)
  const dilations = list('dilations', 1, rank)
  const automatic = attributes.choice('auto_pad', ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER'], 'NOTSET')
  if (automatic !== 'NOTSET') attributes.without('pads')
  const pads = automatic === 'NOTSET' ? list('pads', 0, 2 * rank) : new Array<number>(2 * rank).fill(0)
  return extents.map((extent, axis) => {
    const [size, stride, dilation] = [sizes[axis], strides[axis], dilations[axis]]
    const same = automatic === 'SAME_UPPER' || automatic === 'SAME_LOWER'
    const total = Math.max(0, (Math.ceil(extent / stride) - 1) * stride + (size - 1) * dilation + 1 - extent)
    const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)]
    const ends = automatic === 'SAME_UPPER' ? ([less, more] as const) : ([more, less] as const)
    return { size, stride, dilation, padding: same ? ends : [pads[axis], pads[rank + axis]] }
  })
}

/** [N, C, …] as [N, …, C]. */
export function channelsLast(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis)
  return ops.transpose(x, [0, ...axes.slice(2), 1])
}

/** [N, …, C] as [N, C, …]. */
export function channelsFirst(x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis)
  return ops.transpose(x, [0, x.rank - 1, ...axes.slice(1, -1)])
}
