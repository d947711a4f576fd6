import type { Buffer } from '../backend/index.js'
import { full } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import { column } from './broadcast.js'
import { arange } from './constants.js'

/**
 * The matrix [positions, columns] with a 1 at column positions[r] of row r and zeros elsewhere; a position
 * outside 0..columns−1 gives a row of zeros. `positions` is float32 (integers up to 2²⁴ are exact).
 */
export function oneHot(workspace: Workspace, positions: Buffer, columns: number): Buffer {
  const rows = positions.length
  const length = rows * columns
  const out = workspace.scratch(length)
  workspace.kernels.zip({
    a: positions,
    b: arange(workspace, columns),
    out,
    op: 'equal',
    length,
    operandA: column(rows, columns),
    operandB: full(columns),
    alpha: 1,
    beta: 1,
  })
  return out
}

/** int32 positions as float32. */
export function asFloat(workspace: Workspace, positions: Buffer): Buffer {
  const out = workspace.scratch(positions.length)
  workspace.kernels.cast({ x: positions, out })
  return out
}
