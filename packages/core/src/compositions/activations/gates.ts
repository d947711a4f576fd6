import { choose, map, ones, zeros, zip } from '../../norm/index.js'
import { constantOf } from '../constants.js'
import type { ActivationFormula } from './formula.js'
import { withinBend } from './saturation.js'
import { softplusInto } from './sigmoids.js'

/** x·sigmoid(x) (Ramachandran et al. 2017), with the derivative s + x·s·(1 − s). At −∞ it is −∞·0 = NaN, as in PyTorch. */
export const silu: ActivationFormula = {
  forward(workspace, x, y) {
    const gate = map(workspace, 'sigmoid', x, workspace.scratch(x.length))
    zip(workspace, 'mul', gate, x, y)
  },
  derivative(workspace, saved) {
    const x = withinBend(workspace, saved)
    const gate = map(workspace, 'sigmoid', x, workspace.scratch(x.length))
    const slope = map(workspace, 'sigmoid', x, workspace.scratch(x.length), -1)
    zip(workspace, 'mul', slope, x, slope)
    zip(workspace, 'mul', slope, gate, slope)
    return zip(workspace, 'add', slope, gate, slope)
  },
}

/**
 * x·tanh(softplus(x)) (Misra 2020), with the derivative t + x·(1 − t²)·sigmoid(x), t = tanh(softplus(x)). At −∞ it is −∞·0 = NaN.
 */
export const mish: ActivationFormula = {
  forward(workspace, x, y) {
    const gate = workspace.scratch(x.length)
    softplusInto(workspace, x, gate)
    map(workspace, 'tanh', gate, gate)
    zip(workspace, 'mul', gate, x, y)
  },
  derivative(workspace, saved) {
    const x = withinBend(workspace, saved)
    const gate = workspace.scratch(x.length)
    softplusInto(workspace, x, gate)
    map(workspace, 'tanh', gate, gate)
    const slope = map(workspace, 'square', gate, workspace.scratch(x.length))
    map(workspace, 'linear', slope, slope, -1, 1)
    zip(workspace, 'mul', slope, x, slope)
    zip(workspace, 'mul', slope, map(workspace, 'sigmoid', x, x), slope)
    return zip(workspace, 'add', slope, gate, slope)
  },
}

/**
 * x·min(max(x/6 + ½, 0), 1) (Howard et al. 2019), with the derivative x/3 + ½ for −3 ≤ x < 3, 0 below and 1
 * above. At −∞ it is −∞·0 = NaN, as in PyTorch.
 */
export const hardSwish: ActivationFormula = {
  forward(workspace, x, y) {
    const gate = map(workspace, 'linear', x, workspace.scratch(x.length), 1 / 6, 0.5)
    map(workspace, 'clamp', gate, gate, 0, 1)
    zip(workspace, 'mul', gate, x, y)
  },
  derivative(workspace, x) {
    const slope = map(workspace, 'linear', x, workspace.scratch(x.length), 1 / 3, 0.5)
    const outside = zip(workspace, 'lessEqual', constantOf(workspace, 3), x, workspace.scratch(x.length))
    choose(workspace, outside, ones(workspace, 1), slope, slope)
    zip(workspace, 'less', x, constantOf(workspace, -3), outside)
    return choose(workspace, outside, zeros(workspace, 1), slope, slope)
  },
}
