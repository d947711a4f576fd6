import { ACTIVATION_SAVES } from '@evenkeel/core/backend'
import type { Activation } from '@evenkeel/core/backend'
import { normalDensity, normalDistribution } from './erf.js'
import type { Oracle } from './reference.js'

/** f and f′ of an activation, both of its input x. */
interface Curve {
  readonly value: (x: number, alpha: number) => number
  readonly slope: (x: number, alpha: number) => number
}

/** Klambauer et al. 2017, the solutions of their equations (4) and (5). */
const SELU_LAMBDA = 1.0507009873554804934193349852946
const SELU_NEGATIVE = 1.6732632423543772848170429916717

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

/** The argument of the tanh in the approximation of Hendrycks and Gimpel 2016. */
const geluInner = (x: number): number => Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)

function geluTanhSlope(x: number): number {
  const t = Math.tanh(geluInner(x))
  return (1 + t) / 2 + (x / 2) * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x)
}

function mishSlope(x: number): number {
  const t = Math.tanh(softplus(x))
  return t + x * (1 - t * t) * sigmoid(x)
}

/** Comparisons are written so that a NaN falls through to an arithmetic branch. */
const CURVES: Readonly<Record<Activation, Curve>> = {
  relu: { value: (x) => (x <= 0 ? 0 : x), slope: (x) => (x <= 0 ? 0 : 1) },
  relu6: {
    value: (x) => (x <= 0 ? 0 : x >= 6 ? 6 : x),
    slope: (x) => (x <= 0 || x >= 6 ? 0 : 1),
  },
  leakyRelu: { value: (x, alpha) => (x > 0 ? x : alpha * x), slope: (x, alpha) => (x > 0 ? 1 : alpha) },
  elu: {
    value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
    slope: (x, alpha) => (x > 0 ? 1 : alpha * Math.exp(x)),
  },
  selu: {
    value: (x) => SELU_LAMBDA * (x > 0 ? x : SELU_NEGATIVE * Math.expm1(x)),
    slope: (x) => SELU_LAMBDA * (x > 0 ? 1 : SELU_NEGATIVE * Math.exp(x)),
  },
  sigmoid: { value: sigmoid, slope: (x) => sigmoid(x) * sigmoid(-x) },
  tanh: { value: Math.tanh, slope: (x) => 1 - Math.tanh(x) ** 2 },
  softplus: { value: softplus, slope: sigmoid },
  gelu: {
    value: (x) => x * normalDistribution(x),
    slope: (x) => normalDistribution(x) + x * normalDensity(x),
  },
  geluTanh: { value: (x) => (x / 2) * (1 + Math.tanh(geluInner(x))), slope: geluTanhSlope },
  silu: { value: (x) => x * sigmoid(x), slope: (x) => sigmoid(x) * (1 + x * sigmoid(-x)) },
  mish: { value: (x) => x * Math.tanh(softplus(x)), slope: mishSlope },
  hardSwish: {
    value: (x) => (x <= -3 ? 0 : x >= 3 ? x : (x * (x + 3)) / 6),
    slope: (x) => (x <= -3 ? 0 : x >= 3 ? 1 : (2 * x + 3) / 6),
  },
}

/** f(x), and x itself where there is no activation. */
export function activationValue(activation: Activation | null, x: number, alpha: number): number {
  return activation === null ? x : CURVES[activation].value(x, alpha)
}

/** f′(x), and 1 where there is no activation. */
export function activationSlope(activation: Activation | null, x: number, alpha: number): number {
  return activation === null ? 1 : CURVES[activation].slope(x, alpha)
}

/** A bound of |f′| over all x, by which an error of the input is passed on. */
export function steepness(activation: Activation | null, alpha: number): number {
  return activation === 'selu' ? 2 : Math.max(1.2, Math.abs(alpha))
}

/** f′ from the output y = f(x), for the activations whose gradient needs no more. */
export function slopeFromOutput(activation: Activation | null, y: number, alpha: number): number {
  switch (activation) {
    case null:
      return 1
    case 'sigmoid':
      return y * (1 - y)
    case 'tanh':
      return 1 - y * y
    case 'elu':
      return y > 0 ? 1 : y + alpha
    case 'selu':
      return y > 0 ? SELU_LAMBDA : y + SELU_LAMBDA * SELU_NEGATIVE
    default:
      return activationSlope(activation, y, alpha)
  }
}

/** Activations that subtract nearly equal numbers in their tails, so that their error is a fraction of x. */
const CANCELLING: ReadonlySet<Activation> = new Set(['gelu', 'geluTanh', 'hardSwish'])

export const activate: Oracle<'activate'> = ({ x, activation, alpha }) => {
  const values = Array.from(x, (value) => activationValue(activation, value, alpha))
  const scale = values.map((value, i) =>
    CANCELLING.has(activation) ? Math.abs(x[i]) : Math.abs(value) * (1 + Math.abs(x[i])),
  )
  return { y: { values, scale } }
}

export const activateGradient: Oracle<'activateGradient'> = ({ dy, saved, activation, alpha }) => {
  const slopes = Array.from(saved, (value) =>
    ACTIVATION_SAVES[activation] === 'input'
      ? activationSlope(activation, value, alpha)
      : slopeFromOutput(activation, value, alpha),
  )
  return {
    dx: {
      values: slopes.map((slope, i) => dy[i] * slope),
      scale: slopes.map((slope, i) => Math.abs(dy[i]) * (1 + Math.abs(slope))),
    },
  }
}
