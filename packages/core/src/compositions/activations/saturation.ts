import type { Buffer } from '../../backend/index.js'
import { map } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'

/**
 * Where the derivatives of the gated activations have reached their limits 0 and 1, to the last bit of
 * float32.
 */
const SATURATED = 128

/** x within the range where a gated activation still bends: beyond it products like x²·0 would become NaN. */
export function withinBend(workspace: Workspace, x: Buffer): Buffer {
  return map(workspace, 'clamp', x, workspace.scratch(x.length), -SATURATED, SATURATED)
}
