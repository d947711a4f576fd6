import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

export const fill: Oracle<'fill'> = ({ out, value }) => onlyOut(Array.from(out, () => value))

export const copy: Oracle<'copy'> = ({ source, into, sourceOffset, intoOffset, length }) => {
  const values = Array.from(into)
  for (let i = 0; i < length; i++) values[intoOffset + i] = source[sourceOffset + i]
  return { into: { values } }
}

export const cast: Oracle<'cast'> = ({ x, out }) =>
  onlyOut(Array.from(x, (value) => (out instanceof Int32Array ? Math.trunc(value) : value)))

/** Every index of a row-major shape, the last axis fastest. */
export function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (prefixes, size) => prefixes.flatMap((prefix) => Array.from({ length: size }, (_, i) => [...prefix, i])),
    [[]],
  )
}

export const arrange: Oracle<'arrange'> = ({ x, shape, strides, offset }) =>
  onlyOut(indicesOf(shape).map((index) => x[index.reduce((position, i, axis) => position + i * strides[axis], offset)]))

export const place: Oracle<'place'> = ({ x, into, shape, start, extent }) => {
  const values = Array.from(into)
  indicesOf(extent).forEach((index, i) => {
    const position = index.reduce((sum, at, axis) => sum * shape[axis] + start[axis] + at, 0)
    values[position] = x[i]
  })
  return { into: { values } }
}

export const gatherRows: Oracle<'gatherRows'> = ({ table, rows, rowLength }) =>
  onlyOut(Array.from(rows).flatMap((row) => Array.from(table.subarray(row * rowLength, (row + 1) * rowLength))))

export const scatterRows: Oracle<'scatterRows'> = ({ x, rows, into, rowLength }) => {
  const values = Array.from(into)
  const scale = values.map(Math.abs)
  rows.forEach((row, r) => {
    for (let j = 0; j < rowLength; j++) {
      values[row * rowLength + j] += x[r * rowLength + j]
      scale[row * rowLength + j] += Math.abs(x[r * rowLength + j])
    }
  })
  return { into: { values, scale } }
}
