import type { Window } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { WINDOWS, drawWindow, inputLength, kernelArea, outputPositions, window } from '../data/windows.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

const patchLength = (w: Window): number => outputPositions(w) * kernelArea(w) * w.channels

function gathered(w: Window, groups: number, draw: Seeded): HostArguments<'patches'> {
  return { x: draw.normal(inputLength(w)), out: blank(patchLength(w)), window: w, groups }
}

function scattered(w: Window, groups: number, draw: Seeded): HostArguments<'unpatches'> {
  return { dout: draw.normal(patchLength(w)), dx: blank(inputLength(w)), window: w, groups }
}

const GROUPS = [1, 2, 4]
const PLAIN = window({ input: [5, 5], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 4 })
const LARGE = window({ batch: 4, input: [17, 19], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 8 })
const EMPTY_BATCH = window({ batch: 0, input: [5, 5], kernel: [3, 3], channels: 4 })
const NO_OUTPUT = window({ input: [2, 2], kernel: [3, 3], channels: 4 })

/** Name, window and groups of every geometry with every grouping. */
const GROUPED = WINDOWS.flatMap(({ name, window: w }) =>
  GROUPS.map((groups) => ({ name: `${name}, ${groups === 1 ? 'ungrouped' : `${groups} groups`}`, w, groups })),
)

export const patches: KernelSuite = kernelSuite({
  kernel: 'patches',
  sample: () => gathered(LARGE, 2, seeded(1)),
  empty: [() => gathered(EMPTY_BATCH, 1, seeded(2)), () => gathered(NO_OUTPUT, 1, seeded(2))],
  checks: [
    ...GROUPED.map(({ name, w, groups }): CallCase<'patches'> => ({
      name,
      arguments: () => gathered(w, groups, seeded(101)),
    })),
    {
      name: 'NaN where it is, zeros in the padding',
      law: 9,
      arguments: () => {
        const args = gathered(PLAIN, 1, seeded(102))
        return { ...args, x: planted(args.x as Float32Array, { 0: NaN, 50: Infinity }) }
      },
    },
  ],
  fuzz: (draw) => gathered(drawWindow(draw), draw.pick(GROUPS), draw),
})

export const unpatches: KernelSuite = kernelSuite({
  kernel: 'unpatches',
  sample: () => scattered(LARGE, 2, seeded(1)),
  empty: [() => scattered(EMPTY_BATCH, 1, seeded(2))],
  checks: [
    ...GROUPED.map(({ name, w, groups }): CallCase<'unpatches'> => ({
      name,
      arguments: () => scattered(w, groups, seeded(103)),
    })),
    { name: 'zeros where no window fits', arguments: () => scattered(NO_OUTPUT, 1, seeded(104)) },
    {
      name: 'NaN in the padding is left out',
      law: 9,
      arguments: () => {
        const args = scattered(PLAIN, 1, seeded(105))
        return { ...args, dout: planted(args.dout as Float32Array, { 0: NaN, 16: NaN }) }
      },
    },
  ],
  fuzz: (draw) => scattered(drawWindow(draw), draw.pick(GROUPS), draw),
})
