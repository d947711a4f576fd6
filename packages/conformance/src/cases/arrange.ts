import type { HostArray } from '@evenkeel/core/backend'
import { blank, blankInt, ints } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { EXTREMES } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function arranged(
  x: HostArray,
  shape: readonly number[],
  strides: readonly number[],
  offset = 0,
): HostArguments<'arrange'> {
  const length = shape.reduce((product, size) => product * size, 1)
  return { x, out: x instanceof Int32Array ? blankInt(length) : blank(length), shape, strides, offset }
}

const x = seeded(21).normal(60)

const PERMUTATIONS: readonly (readonly number[])[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

/** The axes of [3, 4, 5] in another order. */
const permutations = PERMUTATIONS.map((axes): CallCase<'arrange'> => ({
  name: `axes in the order ${axes.join(', ')}`,
  arguments: () =>
    arranged(
      x,
      axes.map((axis) => [3, 4, 5][axis]),
      axes.map((axis) => [20, 5, 1][axis]),
    ),
}))

/** Draws a view of a dense array: its axes permuted, sliced, flipped or expanded. */
function drawArrangement(draw: Seeded): HostArguments<'arrange'> {
  const sizes = Array.from({ length: draw.integer(0, 5) }, () => draw.size(9))
  const dense = sizes.map((_, axis) => sizes.slice(axis + 1).reduce((product, size) => product * size, 1))
  let offset = 0
  const axes = sizes.map((size, axis) => {
    const kind = draw.pick(['whole', 'slice', 'flip', 'expand'] as const)
    if (size === 0 || kind === 'whole') return { size, stride: dense[axis] }
    const start = draw.integer(0, size - 1)
    offset += start * dense[axis]
    if (kind === 'expand') return { size: draw.size(5), stride: 0 }
    if (kind === 'flip') return { size: start + 1, stride: -dense[axis] }
    return { size: size - start, stride: dense[axis] }
  })
  if (draw.coin()) axes.reverse()
  const length = sizes.reduce((product, size) => product * size, 1)
  const values = draw.coin() ? draw.normal(length) : draw.integers(length, -1000, 1000)
  const shape = axes.map(({ size }) => size)
  return arranged(
    values,
    shape,
    axes.map(({ stride }) => stride),
    offset,
  )
}

export const arrange: KernelSuite = kernelSuite({
  kernel: 'arrange',
  sample: () => arranged(seeded(1).normal(101 * 203), [203, 101], [1, 203]),
  empty: [() => arranged(blank(0), [0], [1]), () => arranged(x, [3, 0, 5], [20, 5, 1])],
  checks: [
    ...permutations,
    { name: 'a scalar', arguments: () => arranged(x, [], [], 17) },
    { name: 'a slice', arguments: () => arranged(x, [2, 2, 3], [20, 5, 1], 20 + 5 + 1) },
    { name: 'every second element', arguments: () => arranged(x, [3, 2, 3], [20, 10, 2]) },
    { name: 'flipped along the last axis', arguments: () => arranged(x, [12, 5], [5, -1], 4) },
    { name: 'flipped along both axes', arguments: () => arranged(x, [12, 5], [-5, -1], 59) },
    { name: 'expanded along the first axis', arguments: () => arranged(x, [4, 5], [0, 1]) },
    { name: 'expanded along the last axis', arguments: () => arranged(x, [5, 4], [1, 0], 3) },
    { name: 'one element everywhere', arguments: () => arranged(x, [2, 3, 4], [0, 0, 0], 9) },
    { name: 'a diagonal', arguments: () => arranged(x, [7], [8]) },
    { name: 'five axes', arguments: () => arranged(x, [2, 1, 3, 2, 5], [30, 30, 10, 5, 1]) },
    { name: 'integers', arguments: () => arranged(ints(1, 2, 3, 4, 5, 6), [3, 2], [1, 3]) },
    {
      name: 'non-finite values, and zeros with their sign',
      law: 9,
      arguments: () => arranged(Float32Array.from(EXTREMES), [4, 3], [1, 4]),
    },
  ],
  fuzz: drawArrangement,
  timed: [
    {
      name: 'transpose 1024 × 1024',
      arguments: () => arranged(new Float32Array(2 ** 20), [1024, 1024], [1, 1024]),
      work: 8 * 2 ** 20,
      unit: 'GB/s',
    },
  ],
})
