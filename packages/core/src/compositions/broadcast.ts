import type { Buffer, Operand, ZipOp } from '../backend/index.js'
import { full, zeros } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'

/** The operand of one element a row of [rows, columns]. */
export function column(rows: number, columns: number): Operand {
  return { channels: rows, inner: Math.max(1, columns) }
}

/** out = op(a, b) over [rows, columns], where b has one element a row. */
export function zipColumn(
  { kernels }: Workspace,
  op: ZipOp,
  a: Buffer,
  b: Buffer,
  out: Buffer,
  factors: { alpha?: number; beta?: number } = {},
): Buffer {
  const { alpha = 1, beta = 1 } = factors
  const length = out.length
  const operandB = columnOf(b, length)
  kernels.zip({ a, b, out, op, length, operandA: full(a.length), operandB, alpha, beta })
  return out
}

/** Keeps the rows of x, [rows, columns], whose entry in `mask` is not 0; the others become 0. In place. */
export function keepRows(workspace: Workspace, mask: Buffer, x: Buffer): Buffer {
  const length = x.length
  workspace.kernels.choose({
    mask,
    a: x,
    b: zeros(workspace, 1),
    out: x,
    length,
    operandMask: columnOf(mask, length),
    operandA: full(length),
    operandB: full(1),
  })
  return x
}

function columnOf(entries: Buffer, length: number): Operand {
  return column(entries.length, entries.length === 0 ? 0 : length / entries.length)
}
