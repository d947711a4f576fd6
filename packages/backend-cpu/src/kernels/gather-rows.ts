import type { Kernels } from '@evenkeel/core/backend'
import { integers, words } from '../buffer.js'
import { copyWords } from './copy-words.js'

/** out[r] = table[rows[r]], whole rows. */
export const gatherRows: Kernels['gatherRows'] = ({ table, rows, out, rowLength }) => {
  const source = words(table)
  const index = integers(rows)
  const output = words(out)
  for (let r = 0; r < index.length; r++) copyWords(source, index[r] * rowLength, output, r * rowLength, rowLength)
}
