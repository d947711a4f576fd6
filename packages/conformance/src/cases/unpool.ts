import type { PoolOp, Window } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { WINDOWS, drawWindow, inputLength, outputPositions, window } from '../data/windows.js'
import { tapsOf } from '../oracle/windows.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

/** Positions that a max pooling could have found: any tap of each window, −1 where all lie in the padding. */
function drawWhere(w: Window, draw: Seeded): Int32Array {
  const candidates = Array.from({ length: outputPositions(w) }, (): number[] => [])
  for (const { output, position } of tapsOf(w)) if (position >= 0) candidates[output].push(position)
  return Int32Array.from({ length: outputPositions(w) * w.channels }, (_, i) => {
    const inside = candidates[Math.floor(i / w.channels)]
    return inside.length === 0 ? -1 : draw.pick(inside)
  })
}

function spread(op: PoolOp, w: Window, draw: Seeded): HostArguments<'unpool'> {
  return {
    dy: draw.normal(outputPositions(w) * w.channels),
    where: op === 'max' ? drawWhere(w, draw) : null,
    dx: blank(inputLength(w)),
    window: w,
    op,
  }
}

const OPERATIONS: readonly PoolOp[] = ['max', 'sum']
const OVERLAPPING = window({ input: [6, 6], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 2 })
const LARGE = window({ batch: 4, input: [18, 21], kernel: [3, 2], stride: [2, 2], channels: 7 })
const NO_OUTPUT = window({ input: [2, 2], kernel: [3, 3] })

const shapes = WINDOWS.flatMap(({ name, window: w }) =>
  OPERATIONS.map((op): CallCase<'unpool'> => ({
    name: `${op}, ${name}`,
    arguments: () => spread(op, w, seeded(121)),
  })),
)

export const unpool: KernelSuite = kernelSuite({
  kernel: 'unpool',
  sample: () => spread('max', LARGE, seeded(1)),
  empty: OPERATIONS.map((op) => () => spread(op, window({ batch: 0, input: [4, 4], kernel: [2, 2] }), seeded(2))),
  checks: [
    ...shapes,
    ...OPERATIONS.map((op) => ({
      name: `${op}, zeros where no window fits`,
      arguments: () => spread(op, NO_OUTPUT, seeded(122)),
    })),
    ...OPERATIONS.map((op) => ({
      name: `${op} with NaN in one channel`,
      law: 9,
      arguments: () => {
        const args = spread(op, OVERLAPPING, seeded(123))
        return { ...args, dy: planted(args.dy as Float32Array, { 8: NaN }) }
      },
    })),
  ],
  fuzz: (draw) => spread(draw.pick(OPERATIONS), drawWindow(draw), draw),
})
