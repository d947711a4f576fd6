import type { MapOp, Operand, RequiredKernels, ZipOp } from '@evenkeel/core/backend'
import { dataOf } from './buffer.js'

type ElementwiseKernels = Pick<RequiredKernels, 'map' | 'zip' | 'choose'>

/** Abramowitz and Stegun 7.1.6. */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x)
  let sum = x
  for (let n = 1, term = x; n < 200; n++) sum += term *= (2 * x * x) / (2 * n + 1)
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

const FUNCTIONS: Readonly<Record<Exclude<MapOp, 'clamp'>, (t: number) => number>> = {
  linear: (t) => t,
  abs: Math.abs,
  sign: Math.sign,
  square: (t) => t * t,
  sqrt: Math.sqrt,
  rsqrt: (t) => 1 / Math.sqrt(t),
  exp: Math.exp,
  log: Math.log,
  expm1: Math.expm1,
  log1p: Math.log1p,
  tanh: Math.tanh,
  sigmoid: (t) => 1 / (1 + Math.exp(-t)),
  erf,
  isFinite: (t) => (Number.isFinite(t) ? 1 : 0),
}

const OPERATIONS: Readonly<Record<Exclude<ZipOp, 'blend'>, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: Math.max,
  min: Math.min,
  pow: Math.pow,
  equal: (a, b) => (a === b ? 1 : 0),
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
}

const at = (i: number, { channels, inner }: Operand): number => Math.floor(i / inner) % channels

export const elementwiseKernels: ElementwiseKernels = {
  map: ({ x, out, op, alpha, beta }) => {
    const [from, to] = [dataOf(x), dataOf(out)]
    for (let i = 0; i < from.length; i++)
      to[i] = op === 'clamp' ? Math.min(Math.max(from[i], alpha), beta) : FUNCTIONS[op](alpha * from[i] + beta)
  },

  zip: ({ a, b, out, op, length, operandA, operandB, alpha, beta }) => {
    const [left, right, to] = [dataOf(a), dataOf(b), dataOf(out)]
    const apply = op === 'blend' ? (x: number, y: number) => alpha * x + beta * y : OPERATIONS[op]
    for (let i = 0; i < length; i++) to[i] = apply(left[at(i, operandA)], right[at(i, operandB)])
  },

  choose: ({ mask, a, b, out, length, operandMask, operandA, operandB }) => {
    const [selects, left, right, to] = [dataOf(mask), dataOf(a), dataOf(b), dataOf(out)]
    for (let i = 0; i < length; i++)
      to[i] = selects[at(i, operandMask)] !== 0 ? left[at(i, operandA)] : right[at(i, operandB)]
  },
}
