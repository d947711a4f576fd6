import type { Buffer, Operand } from '../backend/index.js'
import { full, map } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import { column } from './broadcast.js'
import type { Composition } from './composition.js'

/** y = e^z / Σe^z with z = x − max x, or z − log Σe^z: the largest exponent is 0, so nothing overflows. */
export const softmax: Composition<'softmax'> = {
  kernel: 'softmax',
  host: false,
  run(workspace, { x, y, outer, n, inner, log }) {
    const { kernels } = workspace
    const perRow = (op: 'max' | 'sum', of: Buffer) => {
      const out = workspace.scratch(outer * inner)
      kernels.reduce({ x: of, out, op, outer, n, inner })
      return out
    }
    const combine = (op: 'sub' | 'div', a: Buffer, b: Buffer, out: Buffer) => {
      const { buffer, operand } = alongMiddle(workspace, b, outer, n, inner)
      const length = a.length
      kernels.zip({
        a,
        b: buffer,
        out,
        op,
        length,
        operandA: full(length),
        operandB: operand,
        alpha: 1,
        beta: 1,
      })
    }
    combine('sub', x, perRow('max', x), y)
    const exponentials = map(workspace, 'exp', y, log ? workspace.scratch(y.length) : y)
    const total = perRow('sum', exponentials)
    if (log) combine('sub', y, map(workspace, 'log', total, total), y)
    else combine('div', y, total, y)
  },
}

/** [outer, inner] read as [outer, n, inner]; as an operand where one can say it, else written out. */
function alongMiddle(
  workspace: Workspace,
  x: Buffer,
  outer: number,
  n: number,
  inner: number,
): { buffer: Buffer; operand: Operand } {
  if (inner === 1) return { buffer: x, operand: column(outer, n) }
  if (outer === 1) return { buffer: x, operand: full(inner) }
  const out = workspace.scratch(outer * n * inner)
  workspace.kernels.arrange({ x, out, shape: [outer, n, inner], strides: [inner, 0, 1], offset: 0 })
  return { buffer: out, operand: full(out.length) }
}
