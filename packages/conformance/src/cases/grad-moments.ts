import type { View } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { elementCount, entryCount } from '../oracle/view.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

function summed(v: View, draw: Seeded, offset: number = 0): HostArguments<'gradMoments'> {
  const entries = entryCount(v)
  const [dy, x] = [draw.normal(elementCount(v)), draw.normal(elementCount(v), offset)]
  const [center, scale, shift] = [offset, 1, 0].map((mean) => draw.normal(entries, mean))
  return { dy, x, center, scale, shift, sum: blank(entries), product: blank(entries), view: v }
}

const BATCH = view(1, 6, 3, 2)

export const gradMoments: KernelSuite = kernelSuite({
  kernel: 'gradMoments',
  sample: () => summed(view(1, 4099, 9, 1), seeded(1)),
  empty: [() => summed(view(0, 4, 3, 2), seeded(2)), () => summed(view(1, 4, 0, 2), seeded(2))],
  checks: [
    ...VIEWS.map(({ name, view: v }) => ({ name, arguments: () => summed(v, seeded(161)) })),
    { name: 'of nothing are zero', arguments: () => summed(view(2, 0, 3, 1), seeded(162)) },
    { name: 'subtracts first, where x and center are large', arguments: () => summed(BATCH, seeded(163), 1e5) },
    {
      name: 'a mean gradient that hides the rest',
      arguments: () => {
        const args = summed(view(1, 2048, 2, 1), seeded(164))
        return { ...args, dy: seeded(165).normal(4096, 30) }
      },
    },
    ...(['dy', 'x'] as const).map((input) => ({
      name: `NaN of ${input} in its own channel`,
      law: 9,
      arguments: () => {
        const args = summed(BATCH, seeded(166))
        return { ...args, [input]: planted(args[input] as Float32Array, { 8: NaN }) }
      },
    })),
  ],
  fuzz: (draw) => summed(drawView(draw), draw),
  timed: [
    {
      name: '[32, 28, 28, 32]',
      arguments: () => summed(view(1, 32 * 784, 32, 1), seeded(2)),
      work: 8 * 32 * 784 * 32,
      unit: 'GB/s',
    },
  ],
})
