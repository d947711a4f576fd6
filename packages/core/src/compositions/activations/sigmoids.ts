import type { Buffer } from '../../backend/index.js'
import { map, zeros, zip } from '../../norm/index.js'
import type { Workspace } from '../../norm/index.js'
import type { ActivationFormula } from './formula.js'

/** 1 / (1 + e⁻ˣ), with the derivative y·(1 − y). */
export const sigmoid: ActivationFormula = {
  forward(workspace, x, y) {
    map(workspace, 'sigmoid', x, y)
  },
  derivative(workspace, y) {
    const complement = map(workspace, 'linear', y, workspace.scratch(y.length), -1, 1)
    return zip(workspace, 'mul', complement, y, complement)
  },
}

/** tanh x, with the derivative 1 − y². */
export const tanh: ActivationFormula = {
  forward(workspace, x, y) {
    map(workspace, 'tanh', x, y)
  },
  derivative(workspace, y) {
    const squared = map(workspace, 'square', y, workspace.scratch(y.length))
    return map(workspace, 'linear', squared, squared, -1, 1)
  },
}

/** log(1 + eˣ), with the derivative sigmoid(x). */
export const softplus: ActivationFormula = {
  forward: softplusInto,
  derivative(workspace, x) {
    return map(workspace, 'sigmoid', x, workspace.scratch(x.length))
  },
}

/**
 * y = max(x, 0) + log1p(e^−|x|): nothing overflows, and far below 0 it still has all its digits. `y` may be
 * x.
 */
export function softplusInto(workspace: Workspace, x: Buffer, y: Buffer): void {
  const tail = map(workspace, 'abs', x, workspace.scratch(x.length))
  map(workspace, 'exp', tail, tail, -1)
  map(workspace, 'log1p', tail, tail)
  const ramp = zip(workspace, 'max', x, zeros(workspace, 1), workspace.scratch(x.length))
  zip(workspace, 'add', ramp, tail, y)
}
