import { choose, map, zeros, zip } from '../../norm/index.js'
import type { ActivationFormula } from './formula.js'

/** max(x, 0). The derivative is the sign of the output, which is never negative. */
export const relu: ActivationFormula = {
  forward(workspace, x, y) {
    zip(workspace, 'max', x, zeros(workspace, 1), y)
  },
  derivative(workspace, y) {
    return map(workspace, 'sign', y, workspace.scratch(y.length))
  },
}

/** min(max(x, 0), 6). */
export const relu6: ActivationFormula = {
  forward(workspace, x, y) {
    map(workspace, 'clamp', x, y, 0, 6)
  },
  derivative(workspace, y) {
    const above0 = map(workspace, 'sign', y, workspace.scratch(y.length))
    const below6 = map(workspace, 'sign', y, workspace.scratch(y.length), -1, 6)
    return zip(workspace, 'mul', above0, below6, above0)
  },
}

/** x above 0, alpha·x up to 0. */
export const leakyRelu: ActivationFormula = {
  forward(workspace, x, y, alpha) {
    const positive = zip(workspace, 'less', zeros(workspace, 1), x, workspace.scratch(x.length))
    const leak = map(workspace, 'linear', x, workspace.scratch(x.length), alpha)
    choose(workspace, positive, x, leak, y)
  },
  derivative(workspace, y, alpha) {
    const positive = zip(workspace, 'max', y, zeros(workspace, 1), workspace.scratch(y.length))
    map(workspace, 'sign', positive, positive)
    return map(workspace, 'linear', positive, positive, 1 - alpha, alpha)
  },
}
