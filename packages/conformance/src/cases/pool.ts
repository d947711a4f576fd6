import type { PoolOp, Window } from '@evenkeel/core/backend'
import { blank, blankInt } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { WINDOWS, drawWindow, inputLength, outputPositions, window } from '../data/windows.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function pooled(op: PoolOp, w: Window, x: Float32Array, positions: boolean = op === 'max'): HostArguments<'pool'> {
  const length = outputPositions(w) * w.channels
  return { x, out: blank(length), where: positions ? blankInt(length) : null, window: w, op }
}

/** Whole numbers from a small range, so that ties are common. */
function withTies(w: Window, draw: Seeded): Float32Array {
  return Float32Array.from(draw.integers(inputLength(w), -2, 2))
}

const OPERATIONS: readonly PoolOp[] = ['max', 'sum']
const OVERLAPPING = window({ input: [6, 6], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 2 })
const LARGE = window({ batch: 4, input: [18, 21], kernel: [3, 2], stride: [2, 2], channels: 7 })

const shapes = WINDOWS.flatMap(({ name, window: w }) =>
  OPERATIONS.map((op): CallCase<'pool'> => ({
    name: `${op}, ${name}`,
    law: op === 'max' && name.includes('padding wider') ? 9 : undefined,
    arguments: () => pooled(op, w, seeded(111).normal(inputLength(w), -1)),
  })),
)

export const pool: KernelSuite = kernelSuite({
  kernel: 'pool',
  sample: () => pooled('max', LARGE, seeded(1).normal(inputLength(LARGE))),
  empty: OPERATIONS.map((op) => () => {
    const w = window({ batch: 0, input: [4, 4], kernel: [2, 2] })
    return pooled(op, w, blank(0))
  }),
  checks: [
    ...shapes,
    {
      name: 'max of equals: the first wins',
      arguments: () => pooled('max', OVERLAPPING, withTies(OVERLAPPING, seeded(112))),
    },
    {
      name: 'max without positions',
      arguments: () => pooled('max', OVERLAPPING, withTies(OVERLAPPING, seeded(113)), false),
    },
    {
      name: 'max of negative values beside the padding',
      arguments: () => pooled('max', OVERLAPPING, seeded(114).uniform(inputLength(OVERLAPPING), -9, -5)),
    },
    ...OPERATIONS.map((op) => ({
      name: `${op} with NaN in one channel`,
      law: 9,
      arguments: () => pooled(op, OVERLAPPING, planted(seeded(115).normal(144), { 14: NaN, 16: NaN, 101: NaN })),
    })),
    {
      name: 'max of −∞',
      law: 9,
      arguments: () => pooled('max', OVERLAPPING, new Float32Array(inputLength(OVERLAPPING)).fill(-Infinity)),
    },
  ],
  fuzz: (draw) => {
    const w = drawWindow(draw)
    return pooled(draw.pick(OPERATIONS), w, draw.coin() ? withTies(w, draw) : draw.normal(inputLength(w)))
  },
})
