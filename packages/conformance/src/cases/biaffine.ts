import type { View } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { drawWeights } from '../data/weights.js'
import type { WeightKind } from '../data/weights.js'
import { elementCount, entryCount } from '../oracle/view.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function combined(v: View, draw: Seeded, kind: WeightKind = 'none', offset: number = 0): HostArguments<'biaffine'> {
  const [dy, x] = [draw.normal(elementCount(v)), draw.normal(elementCount(v), offset)]
  const [center, a, b, d] = [offset, 0, 0, 0].map((mean) => draw.normal(entryCount(v), mean))
  return { dy, x, weights: drawWeights(kind, v, draw), center, a, b, d, dx: blank(elementCount(v)), view: v }
}

const views = VIEWS.flatMap(({ name, view: v }): CallCase<'biaffine'>[] => [
  { name, arguments: () => combined(v, seeded(171)) },
  { name: `${name}, a mask`, arguments: () => combined(v, seeded(172), 'mask') },
  { name: `${name}, fractional weights`, arguments: () => combined(v, seeded(173), 'fractions') },
  { name: `${name}, in place`, alias: ['dx', 'dy'], arguments: () => combined(v, seeded(174)) },
  {
    name: `${name}, in place with weights`,
    alias: ['dx', 'dy'],
    arguments: () => combined(v, seeded(175), 'fractions'),
  },
])

const BATCH = view(1, 6, 3, 2)

export const biaffine: KernelSuite = kernelSuite({
  kernel: 'biaffine',
  sample: () => combined(view(1, 4099, 9, 1), seeded(1), 'fractions'),
  empty: [() => combined(view(1, 0, 3, 2), seeded(2)), () => combined(view(0, 4, 3, 2), seeded(2), 'mask')],
  checks: [
    ...views,
    {
      name: 'subtracts first, where x and center are large',
      arguments: () => combined(BATCH, seeded(176), 'none', 1e5),
    },
    ...(['dy', 'x'] as const).map((input) => ({
      name: `NaN of ${input} where it is`,
      law: 9,
      arguments: () => {
        const args = combined(BATCH, seeded(177))
        return { ...args, [input]: planted(args[input] as Float32Array, { 8: NaN }) }
      },
    })),
    {
      name: 'NaN of x behind weight 0 is skipped',
      law: 9,
      arguments: () => {
        const args = combined(BATCH, seeded(178))
        const x = planted(args.x as Float32Array, { 0: NaN, 3: Infinity, 34: NaN })
        return { ...args, x, weights: floats(0, 0, 1, 1, 2, 1, 1, 0.5, 1, 1, 0, 1) }
      },
    },
  ],
  fuzz: (draw) => combined(drawView(draw), draw, draw.pick(['none', 'mask', 'fractions'])),
  timed: [
    {
      name: '[32, 28, 28, 32]',
      arguments: () => combined(view(1, 32 * 784, 32, 1), seeded(2)),
      work: 12 * 32 * 784 * 32,
      unit: 'GB/s',
    },
  ],
})
