import type { MapOp } from '@evenkeel/core/backend'
import { erf } from './erf.js'
import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

interface Elementary {
  readonly value: (t: number) => number
  readonly slope: (t: number) => number
}

const sigmoid = (t: number): number => 1 / (1 + Math.exp(-t))

/** f and f′ of each operation; `clamp` and `isFinite` look at x itself and stand below. */
const ELEMENTARY: Readonly<Record<Exclude<MapOp, 'clamp'>, Elementary>> = {
  linear: { value: (t) => t, slope: () => 1 },
  abs: { value: Math.abs, slope: () => 1 },
  sign: { value: Math.sign, slope: () => 0 },
  square: { value: (t) => t * t, slope: (t) => 2 * t },
  sqrt: { value: Math.sqrt, slope: (t) => 0.5 / Math.sqrt(t) },
  rsqrt: { value: (t) => 1 / Math.sqrt(t), slope: (t) => -0.5 * t ** -1.5 },
  exp: { value: Math.exp, slope: Math.exp },
  log: { value: Math.log, slope: (t) => 1 / t },
  expm1: { value: Math.expm1, slope: Math.exp },
  log1p: { value: Math.log1p, slope: (t) => 1 / (1 + t) },
  tanh: { value: Math.tanh, slope: (t) => 1 - Math.tanh(t) ** 2 },
  sigmoid: { value: sigmoid, slope: (t) => sigmoid(t) * sigmoid(-t) },
  erf: { value: erf, slope: (t) => (2 / Math.sqrt(Math.PI)) * Math.exp(-t * t) },
  isFinite: { value: (t) => (Number.isFinite(t) ? 1 : 0), slope: () => 0 },
}

/** Operations whose libraries reduce the argument first, which rounds it even where alpha = 1 and beta = 0. */
const REDUCES_ARGUMENT: ReadonlySet<MapOp> = new Set(['exp', 'expm1', 'tanh', 'sigmoid', 'erf'])

const clamp = (x: number, low: number, high: number): number =>
  Number.isNaN(x) ? NaN : Math.min(Math.max(x, low), high)

/** The argument alpha · x + beta is itself rounded, which moves the result by its slope times |alpha·x| + |beta|. */
export const map: Oracle<'map'> = ({ x, op, alpha, beta }) => {
  if (op === 'clamp') return onlyOut(Array.from(x, (value) => clamp(value, alpha, beta)))
  const { value, slope } = ELEMENTARY[op]
  const exactArgument = Math.abs(alpha) === 1 && beta === 0
  const values: number[] = []
  const scale: number[] = []
  for (const element of x) {
    const argument = alpha * element + beta
    const result = value(argument)
    const moved = Math.abs(slope(argument)) * (Math.abs(alpha * element) + Math.abs(beta))
    const counts = (!exactArgument || REDUCES_ARGUMENT.has(op)) && Number.isFinite(moved)
    values.push(result)
    scale.push(Math.abs(result) + (counts ? moved : 0))
  }
  return onlyOut(values, scale)
}
