import type { Operand, ZipOp } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { EXTREMES } from '../data/extremes.js'
import { OPERAND_FORMS, OPERAND_LENGTH, drawOperand, full, scalar } from '../data/operands.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

const ARITHMETIC: readonly ZipOp[] = ['add', 'sub', 'mul', 'div', 'max', 'min', 'pow', 'blend']
const COMPARISONS: readonly ZipOp[] = ['equal', 'less', 'lessEqual']
const OPERATIONS: readonly ZipOp[] = [...ARITHMETIC, ...COMPARISONS]

/** Operands in which equal pairs are common and the base of a power is positive. */
function operandValues(op: ZipOp, length: number, draw: Seeded): Float32Array {
  if (COMPARISONS.includes(op)) return Float32Array.from(draw.integers(length, -2, 2))
  return op === 'pow' ? draw.uniform(length, 0.1, 4) : draw.uniform(length, -4, 4)
}

function broadcast(
  op: ZipOp,
  length: number,
  operandA: Operand,
  operandB: Operand,
  draw: Seeded,
): HostArguments<'zip'> {
  return {
    a: operandValues(op, operandA.channels, draw),
    b: operandValues(op, operandB.channels, draw),
    out: blank(length),
    op,
    length,
    operandA,
    operandB,
    alpha: 0.7,
    beta: -1.3,
  }
}

function elementwise(op: ZipOp, a: Float32Array, b: Float32Array): HostArguments<'zip'> {
  const operand = full(a.length)
  return {
    a,
    b,
    out: blank(a.length),
    op,
    length: a.length,
    operandA: operand,
    operandB: operand,
    alpha: 2,
    beta: 3,
  }
}

/** Both operands of a grid: each of `values` with each. */
function everyPair(op: ZipOp, values: readonly number[]): HostArguments<'zip'> {
  return elementwise(
    op,
    floats(...values.flatMap((value) => values.map(() => value))),
    floats(...values.flatMap(() => values)),
  )
}

const forms = OPERAND_FORMS.flatMap((a) =>
  OPERAND_FORMS.map((b): CallCase<'zip'> => ({
    name: `sub, ${a.name} by ${b.name}`,
    arguments: () => broadcast('sub', OPERAND_LENGTH, a.operand, b.operand, seeded(61)),
  })),
)

const operations = OPERATIONS.flatMap((op): CallCase<'zip'>[] => [
  { name: op, arguments: () => broadcast(op, 257, full(257), full(257), seeded(62)) },
  { name: `${op} by a scalar`, arguments: () => broadcast(op, 65, full(65), scalar(65), seeded(63)) },
  {
    name: `${op} by a row`,
    arguments: () => broadcast(op, 120, full(120), { channels: 8, inner: 1 }, seeded(64)),
  },
  {
    name: `${op} into its first operand`,
    alias: ['out', 'a'],
    arguments: () => broadcast(op, 120, full(120), { channels: 5, inner: 3 }, seeded(65)),
  },
  {
    name: `${op} into its second operand`,
    alias: ['out', 'b'],
    arguments: () => broadcast(op, 120, { channels: 15, inner: 8 }, full(120), seeded(66)),
  },
])

/** Not for powers: 1 to the power NaN is 1 by IEEE 754 and NaN by law 9. */
const extremes = OPERATIONS.filter((op) => op !== 'pow').map((op): CallCase<'zip'> => ({
  name: `${op} of every pair of extreme values`,
  law: 9,
  arguments: () => everyPair(op, op === 'max' || op === 'min' ? EXTREMES.filter((v) => v !== 0) : EXTREMES),
}))

export const zip: KernelSuite = kernelSuite({
  kernel: 'zip',
  sample: () => broadcast('mul', 40_020, full(40_020), { channels: 20, inner: 1 }, seeded(1)),
  empty: OPERATIONS.map((op) => () => elementwise(op, blank(0), blank(0))),
  checks: [
    ...operations,
    ...forms,
    ...extremes,
    {
      name: 'pow of a negative base',
      arguments: () => elementwise('pow', floats(-2, -2, -2, -0.5), floats(3, 2, -1, 5)),
    },
    { name: 'pow of zeros', arguments: () => elementwise('pow', floats(0, 0, 2, 0), floats(0, 3, 0, 0.5)) },
    {
      name: 'pow where it is not finite',
      law: 9,
      arguments: () => elementwise('pow', floats(-2, 0, NaN, 2, 10, Infinity), floats(0.5, -1, 2, NaN, 60, 2)),
    },
  ],
  fuzz: (draw) => {
    const [outer, middle, inner] = [draw.positiveSize(33), draw.positiveSize(17), draw.positiveSize(33)]
    const [operandA, operandB] = [0, 1].map(() => drawOperand(draw, outer, middle, inner))
    return broadcast(draw.pick(OPERATIONS), outer * middle * inner, operandA, operandB, draw)
  },
  timed: [
    {
      name: 'add, 1,048,576',
      arguments: () => elementwise('add', new Float32Array(2 ** 20), new Float32Array(2 ** 20)),
      work: 12 * 2 ** 20,
      unit: 'GB/s',
    },
    {
      name: 'add, 2048 × 512 by a row',
      arguments: () => broadcast('add', 2 ** 20, full(2 ** 20), { channels: 512, inner: 1 }, seeded(2)),
      work: 8 * 2 ** 20,
      unit: 'GB/s',
    },
  ],
})
