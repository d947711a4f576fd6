import type { HostArray } from '@evenkeel/core/backend'
import type { HostArguments } from '../call/host.js'
import { EXTREMES } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

interface Box {
  readonly shape: readonly number[]
  readonly start: readonly number[]
  readonly extent: readonly number[]
}

const size = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1)

function placed(box: Box, x: HostArray, into: HostArray): HostArguments<'place'> {
  return { x, into, ...box }
}

/** A box of random numbers in an array of others. */
function random(box: Box, seed: number): HostArguments<'place'> {
  const draw = seeded(seed)
  return placed(box, draw.normal(size(box.extent)), draw.normal(size(box.shape)))
}

const BOXES: readonly (Box & { readonly name: string })[] = [
  { name: 'the whole', shape: [4, 5], start: [0, 0], extent: [4, 5] },
  { name: 'first rows', shape: [4, 5], start: [0, 0], extent: [2, 5] },
  { name: 'last columns', shape: [4, 5], start: [0, 3], extent: [4, 2] },
  { name: 'the inside', shape: [4, 5], start: [1, 1], extent: [2, 3] },
  { name: 'one element', shape: [4, 5], start: [3, 4], extent: [1, 1] },
  { name: 'part of a vector', shape: [17], start: [5], extent: [7] },
  { name: 'middle axis', shape: [3, 6, 4], start: [0, 2, 0], extent: [3, 3, 4] },
  { name: 'five axes', shape: [2, 3, 2, 3, 2], start: [1, 0, 1, 1, 0], extent: [1, 2, 1, 2, 2] },
  { name: 'a scalar', shape: [], start: [], extent: [] },
]

export const place: KernelSuite = kernelSuite({
  kernel: 'place',
  sample: () => random({ shape: [101, 203], start: [3, 5], extent: [90, 151] }, 1),
  empty: [
    () => random({ shape: [4, 5], start: [2, 2], extent: [0, 3] }, 2),
    () => random({ shape: [0, 5], start: [0, 0], extent: [0, 5] }, 3),
  ],
  checks: [
    ...BOXES.map((box) => ({ name: box.name, arguments: () => random(boxOf(box), 31) })),
    {
      name: 'integers',
      arguments: () => placed(boxOf(BOXES[3]), seeded(4).integers(6, 0, 99), seeded(5).integers(20, -99, 0)),
    },
    {
      name: 'non-finite values, and zeros with their sign',
      law: 9,
      arguments: () =>
        placed({ shape: [5, 4], start: [1, 0], extent: [3, 4] }, Float32Array.from(EXTREMES), seeded(6).normal(20)),
    },
  ],
  fuzz: (draw) => {
    const shape = Array.from({ length: draw.integer(0, 4) }, () => draw.size(9))
    const extent = shape.map((length) => draw.integer(0, length))
    const start = shape.map((length, axis) => draw.integer(0, length - extent[axis]))
    return placed({ shape, start, extent }, draw.normal(size(extent)), draw.normal(size(shape)))
  },
})

function boxOf({ shape, start, extent }: Box): Box {
  return { shape, start, extent }
}
