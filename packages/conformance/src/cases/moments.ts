import type { HostArray, View } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { drawWeights } from '../data/weights.js'
import { elementCount, entryCount } from '../oracle/view.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'
import { accuracyChecks } from './moments-accuracy.js'

function measured(v: View, x: HostArray, weights: HostArray | null = null): HostArguments<'moments'> {
  const [count, center, residual, m2] = [0, 1, 2, 3].map(() => blank(entryCount(v)))
  return { x, weights, count, center, residual, m2, view: v }
}

const random = (v: View, seed: number): Float32Array => seeded(seed).normal(elementCount(v), 0.7, 1.6)

const views = VIEWS.flatMap(({ name, view: v }): CallCase<'moments'>[] => [
  { name, arguments: () => measured(v, random(v, 131)) },
  {
    name: `${name}, a mask`,
    arguments: () => measured(v, random(v, 132), drawWeights('mask', v, seeded(133))),
  },
  {
    name: `${name}, fractional weights`,
    arguments: () => measured(v, random(v, 134), drawWeights('fractions', v, seeded(135))),
  },
])

const BATCH = view(1, 6, 3, 2)
const GROUPED = view(2, 3, 2, 2)
const random12 = seeded(136).normal(36)

export const moments: KernelSuite = kernelSuite({
  kernel: 'moments',
  sample: () => measured(view(1, 4099, 9, 1), seeded(1).normal(4099 * 9, 3, 2)),
  empty: [() => measured(view(0, 4, 3, 2), blank(0)), () => measured(view(1, 4, 0, 2), blank(0))],
  checks: [
    ...views,
    ...accuracyChecks(measured),
    { name: 'of nothing are zero', arguments: () => measured(view(2, 0, 3, 1), blank(0)) },
    {
      name: 'of nothing weighted are zero',
      arguments: () => measured(BATCH, random12, new Float32Array(12)),
    },
    {
      name: 'of a group without weights are zero',
      arguments: () => measured(GROUPED, random12.slice(0, 24), floats(0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1)),
    },
    {
      name: 'NaN stays in its channel',
      law: 9,
      arguments: () => measured(BATCH, planted(random12, { 8: NaN })),
    },
    {
      name: 'NaN stays in its group',
      law: 9,
      arguments: () => measured(GROUPED, planted(random12.slice(0, 24), { 20: NaN })),
    },
    {
      name: 'NaN and infinities of weight 0 are skipped',
      law: 9,
      arguments: () =>
        measured(
          BATCH,
          planted(random12, { 0: NaN, 2: Infinity, 4: NaN, 6: -Infinity, 35: NaN, 33: NaN, 31: NaN }),
          floats(0, 0.5, 0, 1, 1, 1, 2, 1, 1, 1, 1, 0),
        ),
    },
  ],
  fuzz: (draw) => {
    const v = drawView(draw)
    const kind = draw.pick(['none', 'mask', 'fractions'] as const)
    const offset = draw.pick([0, 0, 1, 100])
    return measured(v, draw.normal(elementCount(v), offset), drawWeights(kind, v, draw))
  },
  timed: [
    {
      name: '[128, 64]',
      arguments: () => measured(view(1, 128, 64, 1), seeded(2).normal(128 * 64)),
      work: 4 * 128 * 64,
      unit: 'GB/s',
    },
    {
      name: '[32, 28, 28, 32]',
      arguments: () => measured(view(1, 32 * 784, 32, 1), seeded(2).normal(32 * 784 * 32)),
      work: 4 * 32 * 784 * 32,
      unit: 'GB/s',
    },
  ],
})
