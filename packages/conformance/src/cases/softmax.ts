import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function normalized(
  x: Float32Array,
  [outer, n, inner]: readonly [outer: number, n: number, inner: number],
  log: boolean,
): HostArguments<'softmax'> {
  return { x, y: blank(x.length), outer, n, inner, log }
}

const SHAPES: readonly (readonly [name: string, outer: number, n: number, inner: number])[] = [
  ['rows of 10', 9, 10, 1],
  ['the middle axis', 3, 7, 5],
  ['columns', 1, 6, 11],
  ['one entry', 5, 1, 1],
  ['a long row', 2, 1031, 1],
]

const forms = [false, true].flatMap((log): CallCase<'softmax'>[] => {
  const title = log ? 'log softmax' : 'softmax'
  return [
    ...SHAPES.map(([name, outer, n, inner]) => ({
      name: `${title}, ${name}`,
      arguments: () => normalized(seeded(211).normal(outer * n * inner, 0, 3), [outer, n, inner], log),
    })),
    {
      name: `${title} of large values`,
      arguments: () => normalized(floats(1e4, 1e4 - 1, 9990, -1e4, -1e4, -1e4 + 3, 500, 90, 0), [3, 3, 1], log),
    },
    {
      name: `${title} of equal values`,
      arguments: () => normalized(new Float32Array(12).fill(-88.5), [3, 4, 1], log),
    },
    {
      name: `${title} with −∞`,
      law: 9,
      arguments: () => normalized(floats(1, -Infinity, 2, -Infinity, -3, -Infinity), [2, 3, 1], log),
    },
    {
      name: `${title} with NaN in its own row`,
      law: 9,
      arguments: () => normalized(floats(1, NaN, 2, 4, -3, 0), [2, 3, 1], log),
    },
  ]
})

export const softmax: KernelSuite = kernelSuite({
  kernel: 'softmax',
  sample: () => normalized(seeded(1).normal(1031 * 10, 0, 3), [1031, 10, 1], false),
  empty: [() => normalized(blank(0), [0, 3, 1], false), () => normalized(blank(0), [3, 4, 0], true)],
  checks: forms,
  fuzz: (draw) => {
    const shape = [draw.size(65), draw.positiveSize(131), draw.pick([1, 1, 2, 7])] as const
    return normalized(draw.normal(shape[0] * shape[1] * shape[2], 0, 5), shape, draw.coin())
  },
})
