import type { RequiredKernels } from '@evenkeel/core/backend'
import { dataOf } from './buffer.js'

type MovementKernels = Pick<RequiredKernels, 'fill' | 'copy' | 'cast' | 'arrange' | 'place' | 'gatherRows'>

/** The position in a strided array of element i of a dense one of the given shape. */
function positionOf(i: number, shape: readonly number[], strides: readonly number[]): number {
  let position = 0
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    position += (i % shape[axis]) * strides[axis]
    i = Math.floor(i / shape[axis])
  }
  return position
}

export const movementKernels: MovementKernels = {
  fill: ({ out, value }) => void dataOf(out).fill(value),

  copy: ({ source, into, sourceOffset, intoOffset, length }) =>
    dataOf(into).set(dataOf(source).subarray(sourceOffset, sourceOffset + length), intoOffset),

  cast: ({ x, out }) => dataOf(out).set(dataOf(x)),

  arrange: ({ x, out, shape, strides, offset }) => {
    const [from, to] = [dataOf(x), dataOf(out)]
    for (let i = 0; i < to.length; i++) to[i] = from[offset + positionOf(i, shape, strides)]
  },

  place: ({ x, into, shape, start, extent }) => {
    const [from, to] = [dataOf(x), dataOf(into)]
    const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1))
    const offset = start.reduce((sum, at, axis) => sum + at * strides[axis], 0)
    for (let i = 0; i < from.length; i++) to[offset + positionOf(i, extent, strides)] = from[i]
  },

  gatherRows: ({ table, rows, out, rowLength }) => {
    const [from, to] = [dataOf(table), dataOf(out)]
    dataOf(rows).forEach((row, r) => to.set(from.subarray(row * rowLength, (row + 1) * rowLength), r * rowLength))
  },
}
