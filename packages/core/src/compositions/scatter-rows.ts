import { zip } from '../norm/index.js'
import type { Composition } from './composition.js'
import { asFloat, oneHot } from './one-hot.js'

/**
 * into += hotᵀ · x, where `hot` is the one-hot matrix of the rows: scratch memory of rows · tableRows
 * elements and rows · tableRows · rowLength multiplications, where an indexed sum needs rows · rowLength.
 * Right for small tables; a backend for large embeddings brings its own. A non-finite x[r][j] reaches column
 * j of every table row (0 · NaN).
 */
export const scatterRows: Composition<'scatterRows'> = {
  kernel: 'scatterRows',
  host: false,
  run(workspace, { x, rows, into, rowLength }) {
    if (x.length === 0 || into.length === 0) return
    const tableRows = into.length / rowLength
    const hot = oneHot(workspace, asFloat(workspace, rows), tableRows)
    const sums = workspace.scratch(into.length)
    const shape = {
      batch: 1,
      m: tableRows,
      n: rowLength,
      k: rows.length,
      transposeA: true,
      transposeB: false,
    }
    workspace.kernels.matmul({ a: hot, b: x, out: sums, ...shape })
    zip(workspace, 'add', into, sums, into)
  },
}
