import { zip } from '../norm/index.js'
import type { Composition } from './composition.js'

/** y = f(x · W + bias): a product, a row added in place, an activation in place. */
export const dense: Composition<'dense'> = {
  kernel: 'dense',
  host: false,
  run(workspace, { x, weight, bias, y, rows, inputs, units, activation, alpha }) {
    const { kernels } = workspace
    const shape = { batch: 1, m: rows, n: units, k: inputs, transposeA: false, transposeB: false }
    kernels.matmul({ a: x, b: weight, out: y, ...shape })
    if (bias !== null) zip(workspace, 'add', y, bias, y)
    if (activation !== null) kernels.activate({ x: y, y, activation, alpha })
  },
}
