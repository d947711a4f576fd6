import type { OptionalKernels, RequiredKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'

type MovingKernels = Pick<RequiredKernels, 'fill' | 'copy' | 'cast' | 'arrange' | 'place' | 'gatherRows'> &
  Pick<OptionalKernels, 'scatterRows'>

/** Kernels that move values from place to place. */
export function movingKernels(calls: Calls): MovingKernels {
  const { values } = calls
  const fill = calls.kernel('fill')
  const copy = calls.kernel('copy')
  const cast = calls.kernel('cast')
  const arrange = calls.kernel('arrange')
  const place = calls.kernel('place')
  const gatherRows = calls.kernel('gatherRows')
  const scatterRows = calls.kernel('scatterRows')
  return {
    fill({ out, value }) {
      values[0] = idOf(out)
      values[1] = value
      fill()
    },
    copy({ source, into, sourceOffset, intoOffset, length }) {
      values[0] = idOf(source)
      values[1] = idOf(into)
      values[2] = sourceOffset
      values[3] = intoOffset
      values[4] = length
      copy()
    },
    cast({ x, out }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      cast()
    },
    arrange({ x, out, shape, strides, offset }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      values[2] = offset
      values[3] = shape.length
      for (let axis = 0, at = 4; axis < shape.length; axis++, at += 2) {
        values[at] = shape[axis]
        values[at + 1] = strides[axis]
      }
      arrange()
    },
    place({ x, into, shape, start, extent }) {
      values[0] = idOf(x)
      values[1] = idOf(into)
      values[2] = shape.length
      for (let axis = 0, at = 3; axis < shape.length; axis++, at += 3) {
        values[at] = shape[axis]
        values[at + 1] = start[axis]
        values[at + 2] = extent[axis]
      }
      place()
    },
    gatherRows({ table, rows, out, rowLength }) {
      values[0] = idOf(table)
      values[1] = idOf(rows)
      values[2] = idOf(out)
      values[3] = rowLength
      gatherRows()
    },
    scatterRows({ x, rows, into, rowLength }) {
      values[0] = idOf(x)
      values[1] = idOf(rows)
      values[2] = idOf(into)
      values[3] = rowLength
      scatterRows()
    },
  }
}
