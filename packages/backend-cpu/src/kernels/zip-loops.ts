import type { ZipOp } from '@evenkeel/core/backend'

/** out[k] for k in from..to−1, where a is read from position i on, b from j on, in steps of 0 or 1. */
type ZipLoop = (
  a: Float32Array,
  i: number,
  stepA: number,
  b: Float32Array,
  j: number,
  stepB: number,
  out: Float32Array,
  from: number,
  to: number,
  alpha: number,
  beta: number,
) => void

/** One loop for each operation: a function called for every element would be several times as slow. */
export const ZIP_LOOPS: Readonly<Record<ZipOp, ZipLoop>> = {
  add(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = a[i] + b[j]
  },
  sub(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = a[i] - b[j]
  },
  mul(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = a[i] * b[j]
  },
  div(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = a[i] / b[j]
  },
  max(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = Math.max(a[i], b[j])
  },
  min(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = Math.min(a[i], b[j])
  },
  pow(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = power(a[i], b[j])
  },
  equal(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = Number(a[i] === b[j])
  },
  less(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = Number(a[i] < b[j])
  },
  lessEqual(a, i, stepA, b, j, stepB, out, from, to) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = Number(a[i] <= b[j])
  },
  blend(a, i, stepA, b, j, stepB, out, from, to, alpha, beta) {
    for (let k = from; k < to; k++, i += stepA, j += stepB) out[k] = alpha * a[i] + beta * b[j]
  },
}

/** IEEE 754 pow. JavaScript differs in two places: 1 to the power NaN or ±∞, and −1 to the power ±∞, which are 1. */
function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1
  return Math.pow(base, exponent)
}
