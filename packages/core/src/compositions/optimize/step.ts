import type { Buffer } from '../../backend/index.js'
import { choose } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'

/** What a rule says of one step: p ← p − size · direction. */
export interface RuleStep {
  /** A number on the device, of length 1. */
  readonly size: Buffer
  /**
   * Moves the slots of one parameter and returns its direction, in scratch memory. `gradient` is scratch
   * memory too, for the rule to overwrite.
   */
  direction(gradient: Buffer, slots: readonly Buffer[]): Buffer
}

/**
 * state ← next, unless the factor is 0: then every bit of the state stays. What a rule computes from a state
 * that was not committed is never selected, so nothing else has to look at the factor.
 */
export function commit(workspace: Workspace, factor: Buffer, next: Buffer, state: Buffer): Buffer {
  return choose(workspace, factor, next, state, state)
}
