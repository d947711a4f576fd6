import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats, integers } from '../../buffer.js'

/** into[rows[r]] += x[r], row by row in the order of r. */
export const scatterRows: CompleteKernels['scatterRows'] = ({ x, rows, into, rowLength }) => {
  const input = floats(x)
  const index = integers(rows)
  const output = floats(into)
  for (let r = 0, i = 0; r < index.length; r++) {
    let to = index[r] * rowLength
    for (const end = i + rowLength; i < end; i++, to++) output[to] += input[i]
  }
}
