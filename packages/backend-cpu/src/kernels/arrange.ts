import type { Kernels } from '@evenkeel/core/backend'
import { words } from '../buffer.js'

/** out[i₀, i₁, …] = x[offset + Σ iₐ·strides[a]]: permute, slice, expand and flip. */
export const arrange: Kernels['arrange'] = ({ x, out, shape, strides, offset }) => {
  const input = words(x)
  const output = words(out)
  if (output.length === 0) return
  const axes = mergeAxes(shape, strides)
  const { size: length, stride } = axes.pop() ?? { size: 1, stride: 0 }
  const position = axes.map(() => 0)

  let from = offset
  for (let to = 0; to < output.length; to += length) {
    for (let i = 0, source = from; i < length; i++, source += stride) output[to + i] = input[source]
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      from += axes[axis].stride
      if (++position[axis] < axes[axis].size) break
      from -= axes[axis].size * axes[axis].stride
      position[axis] = 0
    }
  }
}

interface Axis {
  size: number
  stride: number
}

/** The same walk with as few axes as possible: neighbours that are dense in x become one, and axes of size 1 vanish. */
function mergeAxes(shape: readonly number[], strides: readonly number[]): Axis[] {
  const axes: Axis[] = []
  shape.forEach((size, axis) => {
    const stride = strides[axis]
    const last = axes.at(-1)
    if (size === 1) return
    if (last !== undefined && last.stride === size * stride) {
      last.size *= size
      last.stride = stride
    } else {
      axes.push({ size, stride })
    }
  })
  return axes
}
