import type { Buffer } from '../backend/index.js'
import type { Workspace } from '../norm/index.js'

/** A vector that always holds these values. */
export function constantOf(workspace: Workspace, ...values: readonly number[]): Buffer {
  return workspace.constant(`values:${values.join()}`, () => Float32Array.from(values))
}

/** The vector 0, 1, …, length − 1. */
export function arange(workspace: Workspace, length: number): Buffer {
  return workspace.constant(`arange:${length}`, () => Float32Array.from({ length }, (_, i) => i))
}
