import { deviceOf, record } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { Tensor, showShape, sizeOf, tensor } from '../tensor/index.js'
import { zerosLike } from './zeros-like.js'
import { zipped } from './elementwise.js'

/**
 * Rows of a table: out[i] = table[rows[i]]. `rows` (int32, any shape, in range) picks along the first axis of
 * `table`; the result has the shape of `rows` followed by that of a row.
 */
export function gatherRows(table: Tensor, rows: Tensor): Tensor {
  const device = deviceOf('gatherRows', [table, rows])
  if (rows.dtype !== 'int32' || table.rank === 0) {
    throw new ShapeError({
      what: `gatherRows: rows have dtype ${rows.dtype} and the table has shape ${showShape(table.shape)}.`,
      remedy: "Give rows of dtype 'int32' and a table of rank 1 or more.",
    })
  }
  const row = table.shape.slice(1)
  const rowLength = sizeOf(row)
  const out = Tensor.empty(device, [...rows.shape, ...row], table.dtype)
  device.kernels.gatherRows({ table: table.buffer, rows: rows.buffer, out: out.buffer, rowLength })
  return record('gatherRows', [table, rows], out, (dy) => {
    const dtable = zerosLike(table)
    device.kernels.scatterRows({ x: dy.buffer, rows: rows.buffer, into: dtable.buffer, rowLength })
    return [dtable, null]
  })
}

/** Rows of the identity: labels (int32, any shape) to [..., classes]. A label outside the range gives zeros. */
export function oneHot(labels: Tensor, classes: number): Tensor {
  const positions = tensor(
    labels.device,
    Float32Array.from({ length: classes }, (_, i) => i),
  )
  const column = Tensor.empty(labels.device, [...labels.shape, 1])
  labels.device.kernels.cast({ x: labels.buffer, out: column.buffer })
  const hot = zipped('oneHot', 'equal', column, positions)
  column.dispose()
  positions.dispose()
  return hot
}
