import { map, zip } from '../../norm/index.js'
import type { Buffer } from '../../backend/index.js'
import type { Workspace } from '../../norm/index.js'
import type { ActivationFormula } from './formula.js'
import { withinBend } from './saturation.js'

const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI)
/** The tanh approximation as a gate: ½·(1 + tanh u) = sigmoid(2u), 2u = SLOPE·x + CUBIC·x³. */
const SLOPE = 2 * Math.sqrt(2 / Math.PI)
const CUBIC = 0.044715 * SLOPE

/** x·Φ(x) (Hendrycks and Gimpel 2016), with the derivative Φ(x) + x·φ(x). At −∞ it is −∞·0 = NaN, as in PyTorch. */
export const gelu: ActivationFormula = {
  forward(workspace, x, y) {
    const gate = normalDistribution(workspace, x)
    zip(workspace, 'mul', gate, x, y)
  },
  derivative(workspace, saved) {
    const x = withinBend(workspace, saved)
    const distribution = normalDistribution(workspace, x)
    const density = map(workspace, 'square', x, workspace.scratch(x.length))
    map(workspace, 'exp', density, density, -0.5, -LOG_SQRT_2PI)
    zip(workspace, 'mul', density, x, density)
    return zip(workspace, 'add', density, distribution, density)
  },
}

/**
 * x·sigmoid(2u), with the derivative s + x·s·(1 − s)·(SLOPE + 3·CUBIC·x²). At −∞ it is −∞·0 = NaN, as in
 * PyTorch.
 */
export const geluTanh: ActivationFormula = {
  forward(workspace, x, y) {
    const gate = cubic(workspace, x)
    map(workspace, 'sigmoid', gate, gate)
    zip(workspace, 'mul', gate, x, y)
  },
  derivative(workspace, saved) {
    const x = withinBend(workspace, saved)
    const exponent = cubic(workspace, x)
    const gate = map(workspace, 'sigmoid', exponent, workspace.scratch(x.length))
    const complement = map(workspace, 'sigmoid', exponent, exponent, -1)
    const slope = map(workspace, 'square', x, workspace.scratch(x.length))
    map(workspace, 'linear', slope, slope, 3 * CUBIC, SLOPE)
    zip(workspace, 'mul', slope, x, slope)
    zip(workspace, 'mul', slope, complement, slope)
    zip(workspace, 'mul', slope, gate, slope)
    return zip(workspace, 'add', slope, gate, slope)
  },
}

/** Φ(x) = ½·(1 + erf(x / √2)). */
function normalDistribution(workspace: Workspace, x: Buffer): Buffer {
  const out = map(workspace, 'erf', x, workspace.scratch(x.length), Math.SQRT1_2)
  return map(workspace, 'linear', out, out, 0.5, 0.5)
}

/** SLOPE·x + CUBIC·x³. */
function cubic(workspace: Workspace, x: Buffer): Buffer {
  const out = map(workspace, 'square', x, workspace.scratch(x.length))
  map(workspace, 'linear', out, out, CUBIC, SLOPE)
  return zip(workspace, 'mul', out, x, out)
}
