import { SELU_ALPHA, SELU_SCALE, type Activation, type CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { erfc } from '../erf.js'
import { softplus } from './activate.js'

/** dx = dy·f'(x), from the output or the input of the activation as ACTIVATION_SAVES says. */
export const activateGradient: CompleteKernels['activateGradient'] = ({ dy, saved, dx, activation, alpha }) => {
  applyActivationGradient(floats(dy), floats(saved), floats(dx), activation, alpha)
}

/** dx[i] = dy[i]·f', with f' from s[i], the output or the input; dx may be dy. A NaN in `s` or dy gives NaN. */
export function applyActivationGradient(
  dy: Float32Array,
  s: Float32Array,
  dx: Float32Array,
  activation: Activation,
  alpha: number,
): void {
  const n = dx.length
  switch (activation) {
    case 'relu':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (Number.isNaN(s[i]) ? NaN : Number(s[i] > 0))
      return
    case 'relu6':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (s[i] > 0 && s[i] < 6 ? 1 : s[i] <= 0 || s[i] >= 6 ? 0 : NaN)
      return
    case 'leakyRelu':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (s[i] > 0 ? 1 : s[i] <= 0 ? alpha : NaN)
      return
    case 'elu':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (s[i] > 0 ? 1 : s[i] + alpha)
      return
    case 'selu': {
      const scale = SELU_SCALE
      const lower = SELU_SCALE * SELU_ALPHA
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (s[i] > 0 ? scale : s[i] + lower)
      return
    }
    case 'sigmoid':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * s[i] * (1 - s[i])
      return
    case 'tanh':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (1 - s[i] * s[i])
      return
    case 'softplus':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * sigmoid(s[i])
      return
    case 'gelu':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * geluDerivative(s[i])
      return
    case 'geluTanh':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * geluTanhDerivative(s[i])
      return
    case 'silu':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * siluDerivative(s[i])
      return
    case 'mish':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * mishDerivative(s[i])
      return
    case 'hardSwish':
      for (let i = 0; i < n; i++) dx[i] = dy[i] * (s[i] < -3 ? 0 : s[i] >= 3 ? 1 : s[i] / 3 + 0.5)
      return
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Beyond ±128 every gate is shut or open to the last bit; the limit spares ∞ the products ∞·0. */
function withinBend(x: number): number {
  return Math.min(Math.max(x, -128), 128)
}

/** With s = sigmoid(x): s·(1 + x·(1 − s)) */
function siluDerivative(input: number): number {
  const x = withinBend(input)
  const gate = sigmoid(x)
  return gate * (1 + x * (1 - gate))
}

/** With t = tanh(softplus(x)): t + x·sigmoid(x)·(1 − t²) */
function mishDerivative(input: number): number {
  const x = withinBend(input)
  const t = Math.tanh(softplus(x))
  return t + x * sigmoid(x) * (1 - t * t)
}

/** Φ(x) + x·φ(x) */
function geluDerivative(input: number): number {
  const x = withinBend(input)
  return 0.5 * erfc(-x * Math.SQRT1_2) + (x * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)
}

/** With u = √(2/π)·(x + 0.044715·x³) and s = sigmoid(2u): s + x·2·s·(1 − s)·u' */
function geluTanhDerivative(input: number): number {
  const x = withinBend(input)
  const slope = Math.sqrt(2 / Math.PI)
  const gate = sigmoid(2 * slope * (x + 0.044715 * x * x * x))
  return gate + 2 * x * gate * (1 - gate) * slope * (1 + 0.134145 * x * x)
}
