import type { Buffer, MapOp, Operand, ZipOp } from '../backend/index.js'
import type { Workspace } from './workspace.js'

/** The operand that has all `length` elements of the output. */
export function full(length: number): Operand {
  return { channels: length, inner: 1 }
}

/** The operand of one element. */
export function scalar(length: number): Operand {
  return { channels: 1, inner: Math.max(1, length) }
}

/** out = op(a, b) for vectors of equal length, or for a vector and a vector that repeats. */
export function zip(
  { kernels }: Workspace,
  op: ZipOp,
  a: Buffer,
  b: Buffer,
  out: Buffer,
  factors: { alpha?: number; beta?: number } = {},
): Buffer {
  const { alpha = 1, beta = 1 } = factors
  const length = out.length
  kernels.zip({ a, b, out, op, length, operandA: full(a.length), operandB: full(b.length), alpha, beta })
  return out
}

/** out = f(alpha · x + beta). */
export function map({ kernels }: Workspace, op: MapOp, x: Buffer, out: Buffer, alpha = 1, beta = 0): Buffer {
  kernels.map({ x, out, op, alpha, beta })
  return out
}

/** out = mask ≠ 0 ? a : b for vectors that repeat to the length of `out`. */
export function choose({ kernels }: Workspace, mask: Buffer, a: Buffer, b: Buffer, out: Buffer): Buffer {
  kernels.choose({
    mask,
    a,
    b,
    out,
    length: out.length,
    operandMask: full(mask.length),
    operandA: full(a.length),
    operandB: full(b.length),
  })
  return out
}
