import { SELU_ALPHA, SELU_SCALE } from '../../backend/index.js'
import type { Buffer } from '../../backend/index.js'
import { choose, map, zeros, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import { constantOf } from '../constants.js'
import type { ActivationFormula } from './formula.js'

/** x above 0, alpha·(eˣ − 1) up to 0 (Clevert, Unterthiner and Hochreiter 2016). */
export const elu: ActivationFormula = {
  forward: (workspace, x, y, alpha) => scaledElu(workspace, x, y, 1, alpha),
  derivative: (workspace, y, alpha) => scaledEluDerivative(workspace, y, 1, alpha),
}

/** elu with alpha and an outer scale that keep mean 0 and variance 1 (Klambauer et al. 2017). */
export const selu: ActivationFormula = {
  forward: (workspace, x, y) => scaledElu(workspace, x, y, SELU_SCALE, SELU_ALPHA),
  derivative: (workspace, y) => scaledEluDerivative(workspace, y, SELU_SCALE, SELU_ALPHA),
}

/** scale·x above 0, scale·alpha·(eˣ − 1) up to 0; the branch that overflows is never the one selected. */
function scaledElu(workspace: Workspace, x: Buffer, y: Buffer, scale: number, alpha: number): void {
  const above = positive(workspace, x)
  const curve = map(workspace, 'expm1', x, workspace.scratch(x.length))
  map(workspace, 'linear', curve, curve, scale * alpha)
  const line = scale === 1 ? x : map(workspace, 'linear', x, workspace.scratch(x.length), scale)
  choose(workspace, above, line, curve, y)
}

/** scale where the output is above 0, else scale·alpha·eˣ = y + scale·alpha. */
function scaledEluDerivative(workspace: Workspace, y: Buffer, scale: number, alpha: number): Buffer {
  const above = positive(workspace, y)
  const curve = map(workspace, 'linear', y, workspace.scratch(y.length), 1, scale * alpha)
  return choose(workspace, above, constantOf(workspace, scale), curve, above)
}

/** 1 where x > 0; 0 elsewhere, at NaN too, so that NaN takes the branch that computes with it. */
function positive(workspace: Workspace, x: Buffer): Buffer {
  return zip(workspace, 'less', zeros(workspace, 1), x, workspace.scratch(x.length))
}
