import type { Buffer } from '../../backend/index.js'
import type { Workspace } from '../../norm/index.js'

/**
 * One activation: f, and f' from what `ACTIVATION_SAVES` names, the output or the input of f. NaN gives NaN
 * in both.
 */
export interface ActivationFormula {
  /** y[i] = f(x[i]); `y` may be x. */
  forward(workspace: Workspace, x: Buffer, y: Buffer, alpha: number): void
  /** f' in scratch memory. */
  derivative(workspace: Workspace, saved: Buffer, alpha: number): Buffer
}
