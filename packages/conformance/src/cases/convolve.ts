import type { FusibleActivation, Window } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { WINDOWS, drawWindow, inputLength, kernelArea, outputPositions, window } from '../data/windows.js'
import { FUSIBLE } from './fusible.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

/** Sizes of a convolution: every grouping of 4 channels, depthwise with a multiplier included. */
const GROUPINGS: readonly { readonly name: string; readonly groups: number; readonly filters: number }[] = [
  { name: 'ungrouped', groups: 1, filters: 3 },
  { name: '2 groups', groups: 2, filters: 6 },
  { name: 'depthwise', groups: 4, filters: 4 },
  { name: 'depthwise, two filters a channel', groups: 4, filters: 8 },
]

const SHAPES = WINDOWS.flatMap(({ name, window: w }) =>
  GROUPINGS.map((grouping) => ({ ...grouping, name: `${name}, ${grouping.name}`, w })),
)

const weightLength = (w: Window, groups: number, filters: number): number =>
  (kernelArea(w) * w.channels * filters) / groups

function forward(
  w: Window,
  groups: number,
  filters: number,
  draw: Seeded,
  activation: FusibleActivation | null = null,
  bias: boolean = true,
): HostArguments<'convolve'> {
  return {
    x: draw.normal(inputLength(w)),
    weight: draw.normal(weightLength(w, groups, filters), 0, 0.3),
    bias: bias ? draw.normal(filters) : null,
    y: blank(outputPositions(w) * filters),
    window: w,
    groups,
    filters,
    activation,
    alpha: 0.3,
  }
}

function toInput(w: Window, groups: number, filters: number, draw: Seeded): HostArguments<'convolveInputGradient'> {
  return {
    dy: draw.normal(outputPositions(w) * filters),
    weight: draw.normal(weightLength(w, groups, filters)),
    dx: blank(inputLength(w)),
    window: w,
    groups,
    filters,
  }
}

function toWeight(w: Window, groups: number, filters: number, draw: Seeded): HostArguments<'convolveWeightGradient'> {
  return {
    x: draw.normal(inputLength(w)),
    dy: draw.normal(outputPositions(w) * filters),
    dweight: blank(weightLength(w, groups, filters)),
    window: w,
    groups,
    filters,
  }
}

const PLAIN = window({ input: [5, 5], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 4 })
const LARGE = window({ batch: 4, input: [15, 17], kernel: [3, 3], padding: [1, 1, 1, 1], channels: 8 })
const EMPTY_BATCH = window({ batch: 0, input: [5, 5], kernel: [3, 3], channels: 4 })
const NO_OUTPUT = window({ input: [2, 2], kernel: [3, 3], channels: 4 })

function drawSizes(draw: Seeded): readonly [Window, number, number] {
  const groups = draw.pick([1, 1, 2, 4])
  return [drawWindow(draw), groups, groups * draw.integer(1, 4)]
}

export const convolve: KernelSuite = kernelSuite({
  kernel: 'convolve',
  sample: () => forward(LARGE, 2, 6, seeded(1), 'relu'),
  empty: [() => forward(EMPTY_BATCH, 1, 2, seeded(2)), () => forward(NO_OUTPUT, 1, 2, seeded(2))],
  checks: [
    ...SHAPES.map(({ name, w, groups, filters }) => ({
      name,
      arguments: () => forward(w, groups, filters, seeded(201)),
    })),
    ...FUSIBLE.map((activation) => ({
      name: `with ${activation ?? 'no activation'} and no bias`,
      arguments: () => forward(PLAIN, 1, 5, seeded(202), activation, false),
    })),
    {
      name: 'NaN in its own sample, through relu too',
      law: 9,
      arguments: () => {
        const args = forward(PLAIN, 1, 2, seeded(203), 'relu')
        return { ...args, x: planted(args.x as Float32Array, { 0: NaN }) }
      },
    },
  ],
  fuzz: (draw) => forward(...drawSizes(draw), draw, draw.pick(FUSIBLE), draw.coin()),
})

export const convolveInputGradient: KernelSuite = kernelSuite({
  kernel: 'convolveInputGradient',
  sample: () => toInput(LARGE, 2, 6, seeded(1)),
  empty: [() => toInput(EMPTY_BATCH, 1, 2, seeded(2))],
  checks: [
    ...SHAPES.map(({ name, w, groups, filters }) => ({
      name,
      arguments: () => toInput(w, groups, filters, seeded(204)),
    })),
    { name: 'zeros where no window fits', arguments: () => toInput(NO_OUTPUT, 1, 2, seeded(205)) },
  ],
  fuzz: (draw) => toInput(...drawSizes(draw), draw),
})

export const convolveWeightGradient: KernelSuite = kernelSuite({
  kernel: 'convolveWeightGradient',
  sample: () => toWeight(LARGE, 2, 6, seeded(1)),
  empty: [() => toWeight(window({ input: [4, 4], kernel: [2, 2], channels: 4 }), 1, 0, seeded(2))],
  checks: [
    ...SHAPES.map(({ name, w, groups, filters }) => ({
      name,
      arguments: () => toWeight(w, groups, filters, seeded(206)),
    })),
    { name: 'zeros from an empty batch', arguments: () => toWeight(EMPTY_BATCH, 1, 2, seeded(207)) },
    { name: 'zeros where no window fits', arguments: () => toWeight(NO_OUTPUT, 1, 2, seeded(208)) },
  ],
  fuzz: (draw) => toWeight(...drawSizes(draw), draw),
})
