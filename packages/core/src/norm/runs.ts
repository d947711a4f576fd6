import type { Buffer } from '../backend/index.js'
import type { Workspace } from './workspace.js'

/** Each entry `times` times in a row: coefficients of groups of channels as coefficients of channels. */
export function repeatEach(workspace: Workspace, vector: Buffer, times: number): Buffer {
  const out = workspace.scratch(vector.length * times)
  workspace.kernels.arrange({ x: vector, out, shape: [vector.length, times], strides: [1, 0], offset: 0 })
  return out
}

/** The sum of each run of `times` entries: the adjoint of {@link repeatEach}. */
export function sumEach(workspace: Workspace, vector: Buffer, times: number): Buffer {
  const runs = vector.length / Math.max(1, times)
  const out = workspace.scratch(runs)
  workspace.kernels.reduce({ x: vector, out, op: 'sum', outer: runs, n: times, inner: 1 })
  return out
}
