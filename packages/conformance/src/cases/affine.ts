import type { View } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { elementCount, entryCount } from '../oracle/view.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function applied(v: View, draw: Seeded, offset: number = 0): HostArguments<'affine'> {
  const [center, scale, shift] = [offset, 1, 0].map((mean) => draw.normal(entryCount(v), mean))
  return { x: draw.normal(elementCount(v), offset), center, scale, shift, y: blank(elementCount(v)), view: v }
}

const views = VIEWS.flatMap(({ name, view: v }): CallCase<'affine'>[] => [
  { name, arguments: () => applied(v, seeded(151)) },
  { name: `${name}, in place`, alias: ['y', 'x'], arguments: () => applied(v, seeded(152)) },
])

const BATCH = view(1, 6, 3, 2)

export const affine: KernelSuite = kernelSuite({
  kernel: 'affine',
  sample: () => applied(view(1, 4099, 9, 1), seeded(1)),
  empty: [() => applied(view(1, 0, 3, 2), seeded(2)), () => applied(view(0, 4, 3, 2), seeded(2))],
  checks: [
    ...views,
    { name: 'subtracts first, where x and center are large', arguments: () => applied(BATCH, seeded(153), 1e5) },
    {
      name: 'NaN and infinities where they are',
      law: 9,
      arguments: () => {
        const args = applied(BATCH, seeded(154))
        return { ...args, x: planted(args.x as Float32Array, { 3: NaN, 17: Infinity }) }
      },
    },
    {
      name: 'a NaN coefficient in its own channel',
      law: 9,
      arguments: () => {
        const args = applied(BATCH, seeded(155))
        return { ...args, scale: planted(args.scale as Float32Array, { 1: NaN }) }
      },
    },
  ],
  fuzz: (draw) => applied(drawView(draw), draw),
  timed: [
    {
      name: '[32, 28, 28, 32]',
      arguments: () => applied(view(1, 32 * 784, 32, 1), seeded(2)),
      work: 8 * 32 * 784 * 32,
      unit: 'GB/s',
    },
  ],
})
