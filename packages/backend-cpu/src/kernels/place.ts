import type { Kernels } from '@evenkeel/core/backend'
import { words } from '../buffer.js'
import { copyWords } from './copy-words.js'

/** The box of `into` at `start` becomes x, row by row of the last axis that the box does not fill. */
export const place: Kernels['place'] = ({ x, into, shape, start, extent }) => {
  const input = words(x)
  const output = words(into)
  if (input.length === 0) return

  // Axes that the box fills, from the last one on, make one run with the axis before them.
  let axes = shape.length
  let run = 1
  while (axes > 0 && extent[axes - 1] === shape[axes - 1]) run *= extent[--axes]
  let stride = run
  let to = 0
  const strides: number[] = []
  for (let axis = axes - 1; axis >= 0; axis--) {
    strides[axis] = stride
    to += start[axis] * stride
    stride *= shape[axis]
  }
  if (axes > 0) run *= extent[--axes]

  const position = extent.slice(0, axes).fill(0)
  for (let from = 0; from < input.length; from += run) {
    copyWords(input, from, output, to, run)
    for (let axis = axes - 1; axis >= 0; axis--) {
      to += strides[axis]
      if (++position[axis] < extent[axis]) break
      to -= extent[axis] * strides[axis]
      position[axis] = 0
    }
  }
}
