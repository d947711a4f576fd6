import type { Operand, ZipOp } from '@evenkeel/core/backend'
import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

/** The element of a broadcast operand that element i of the output reads. */
export function operandIndex(i: number, { channels, inner }: Operand): number {
  return Math.floor(i / inner) % channels
}

type Binary = (a: number, b: number, alpha: number, beta: number) => number

const OPERATIONS: Readonly<Record<ZipOp, Binary>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
  pow: (a, b) => a ** b,
  equal: (a, b) => (a === b ? 1 : 0),
  less: (a, b) => (a < b ? 1 : 0),
  lessEqual: (a, b) => (a <= b ? 1 : 0),
  blend: (a, b, alpha, beta) => alpha * a + beta * b,
}

/** Magnitudes other than |result|: products that may cancel, and a power's exponent, which multiplies a logarithm. */
const MAGNITUDES: Partial<Record<ZipOp, Binary>> = {
  pow: (a, b) => Math.abs(a ** b) * (1 + Math.abs(b * Math.log(Math.abs(a)))),
  blend: (a, b, alpha, beta) => Math.abs(alpha * a) + Math.abs(beta * b),
}

export const zip: Oracle<'zip'> = ({ a, b, op, length, operandA, operandB, alpha, beta }) => {
  const apply = OPERATIONS[op]
  const magnitude = MAGNITUDES[op] ?? ((x, y, p, q) => Math.abs(apply(x, y, p, q)))
  const values: number[] = []
  const scale: number[] = []
  for (let i = 0; i < length; i++) {
    const x = a[operandIndex(i, operandA)]
    const y = b[operandIndex(i, operandB)]
    values.push(apply(x, y, alpha, beta))
    scale.push(magnitude(x, y, alpha, beta))
  }
  return onlyOut(values, scale)
}

export const choose: Oracle<'choose'> = ({ mask, a, b, length, operandMask, operandA, operandB }) => {
  const values: number[] = []
  for (let i = 0; i < length; i++) {
    const taken = mask[operandIndex(i, operandMask)] !== 0
    values.push(taken ? a[operandIndex(i, operandA)] : b[operandIndex(i, operandB)])
  }
  return onlyOut(values)
}
