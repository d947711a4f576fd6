import type { Buffer } from '../../backend/index.js'
import { map, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import { constantOf } from '../constants.js'
import { commit } from './step.js'

/**
 * q ← β·q + (1 − β), written q + (1 − β)·(1 − q): it needs 1 − β alone, rounded once from double precision,
 * and 1 is its fixed point exactly. With a rounded β, as 0.999 in float32, the limit would be 1.3e-5 off.
 */
export function advance(
  workspace: Workspace,
  progress: Buffer,
  factor: Buffer,
  betas: readonly [number, number],
): void {
  const remaining = map(workspace, 'linear', progress, workspace.scratch(2), -1, 1)
  zip(workspace, 'mul', remaining, constantOf(workspace, 1 - betas[0], 1 - betas[1]), remaining)
  zip(workspace, 'add', progress, remaining, remaining)
  commit(workspace, factor, remaining, progress)
}

/** A copy of progress[index], of length 1. */
export function element(workspace: Workspace, progress: Buffer, index: number): Buffer {
  const into = workspace.scratch(1)
  workspace.kernels.copy({ source: progress, into, sourceOffset: index, intoOffset: 0, length: 1 })
  return into
}
