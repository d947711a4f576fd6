import type { ReduceOp } from '@evenkeel/core/backend'
import { blank, blankInt, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

const OPERATIONS: readonly ReduceOp[] = ['sum', 'max', 'min', 'argmax']

function reduced(op: ReduceOp, x: Float32Array, outer: number, n: number, inner: number): HostArguments<'reduce'> {
  return { x, out: (op === 'argmax' ? blankInt : blank)(outer * inner), op, outer, n, inner }
}

const SHAPES: readonly (readonly [name: string, outer: number, n: number, inner: number])[] = [
  ['all', 1, 211, 1],
  ['rows', 9, 17, 1],
  ['columns', 1, 17, 9],
  ['the middle', 4, 7, 5],
  ['lines of one', 5, 1, 3],
  ['a long line', 1, 10_007, 1],
  ['long columns', 1, 5003, 3],
  ['many short lines', 700, 3, 1],
]

const shapes = OPERATIONS.flatMap((op) =>
  SHAPES.map(([name, outer, n, inner]): CallCase<'reduce'> => ({
    name: `${op} over ${name}`,
    arguments: () => reduced(op, seeded(81).normal(outer * n * inner, 0.5), outer, n, inner),
  })),
)

const nonFinite = OPERATIONS.flatMap((op): CallCase<'reduce'>[] => [
  {
    name: `${op} with NaN in one line`,
    law: 9,
    arguments: () => reduced(op, floats(3, 1, 2, 5, NaN, 9, NaN, 8, 1, 1, 7, 2), 3, 4, 1),
  },
  {
    name: `${op} with NaN in one column`,
    law: 9,
    arguments: () => reduced(op, floats(NaN, 1, 2, 7, 0, NaN, 3, -1, 5), 1, 3, 3),
  },
  {
    name: `${op} of infinities`,
    law: 9,
    arguments: () => reduced(op, floats(-Infinity, -Infinity, 1, Infinity, -Infinity, 3), 3, 2, 1),
  },
])

export const reduce: KernelSuite = kernelSuite({
  kernel: 'reduce',
  sample: () => reduced('sum', seeded(1).normal(3 * 4099 * 5), 3, 4099, 5),
  empty: OPERATIONS.flatMap((op) => [() => reduced(op, blank(0), 0, 3, 4), () => reduced(op, blank(0), 4, 3, 0)]),
  checks: [
    ...shapes,
    ...nonFinite,
    ...(['sum', 'max', 'min'] as const).map((op) => ({
      name: `${op} of nothing`,
      law: op === 'sum' ? undefined : 9,
      arguments: () => reduced(op, blank(0), 3, 0, 2),
    })),
    {
      name: 'argmax of equals',
      arguments: () => reduced('argmax', floats(1, 4, 4, 2, 7, 7, 7, 7, 0, 0, 0, 0), 3, 4, 1),
    },
    { name: 'argmax of negative values', arguments: () => reduced('argmax', floats(-3, -1, -2, -9, -7, -8), 2, 3, 1) },
    {
      name: 'argmax of equals far apart',
      arguments: () => reduced('argmax', new Float32Array(3001).fill(2), 1, 3001, 1),
    },
    { name: 'sum of positive values', arguments: () => reduced('sum', seeded(82).uniform(9973, 0, 1), 1, 9973, 1) },
    {
      name: 'sum that cancels',
      arguments: () =>
        reduced(
          'sum',
          Float32Array.from({ length: 2000 }, (_, i) => (i % 2 ? -1e4 : 1e4)),
          1,
          2000,
          1,
        ),
    },
  ],
  fuzz: (draw) => {
    const op = draw.pick(OPERATIONS)
    const [outer, n, inner] = draw.pick([
      [draw.size(33), draw.size(257), draw.size(17)],
      [1, draw.size(16_381), 1],
      [draw.size(257), draw.size(33), 1],
      [1, draw.size(257), draw.size(65)],
    ])
    const lineLength = op === 'argmax' ? Math.max(1, n) : n
    return reduced(op, draw.normal(outer * lineLength * inner), outer, lineLength, inner)
  },
  timed: [
    {
      name: 'sum of 2048 × 512 over rows',
      arguments: () => reduced('sum', seeded(3).normal(2 ** 20), 1, 2048, 512),
      work: 4 * 2 ** 20,
      unit: 'GB/s',
    },
  ],
})
