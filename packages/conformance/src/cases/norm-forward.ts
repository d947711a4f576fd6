import type { FusibleActivation, HostArray, View } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { drawWeights } from '../data/weights.js'
import { elementCount, entryCount } from '../oracle/view.js'
import { FUSIBLE } from './fusible.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

interface Form {
  readonly weights?: HostArray | null
  readonly gamma?: boolean
  readonly beta?: boolean
  readonly activation?: FusibleActivation | null
  readonly epsilon?: number
}

function normalized(v: View, x: HostArray, seed: number, form: Form = {}): HostArguments<'normForward'> {
  const { weights = null, gamma = true, beta = true, activation = null, epsilon = 1e-3 } = form
  const [count, center, residual, m2] = [0, 1, 2, 3].map(() => blank(entryCount(v)))
  const draw = seeded(seed)
  return {
    x,
    weights,
    gamma: gamma ? draw.uniform(v.channels, 0.5, 2) : null,
    beta: beta ? draw.normal(v.channels) : null,
    count,
    center,
    residual,
    m2,
    y: blank(x.length),
    view: v,
    epsilon,
    activation,
    alpha: 0.3,
  }
}

const random = (v: View, seed: number, offset: number = 0.7): Float32Array =>
  seeded(seed).normal(elementCount(v), offset, 1.6)

const views = VIEWS.flatMap(({ name, view: v }): CallCase<'normForward'>[] => [
  { name, arguments: () => normalized(v, random(v, 251), 252) },
  {
    name: `${name}, a mask`,
    arguments: () => normalized(v, random(v, 253), 254, { weights: drawWeights('mask', v, seeded(255)) }),
  },
])

const BATCH = view(1, 24, 5, 1)
const PLANES = view(1, 6, 3, 2)

const forms = FUSIBLE.flatMap((activation): CallCase<'normForward'>[] =>
  [true, false].flatMap((gamma) =>
    [true, false].map((beta) => ({
      name: `${activation ?? 'no activation'}, ${gamma ? 'γ' : 'no γ'}, ${beta ? 'β' : 'no β'}`,
      arguments: () => normalized(BATCH, random(BATCH, 256), 257, { activation, gamma, beta }),
    })),
  ),
)

export const normForward: KernelSuite = kernelSuite({
  kernel: 'normForward',
  sample: () => normalized(view(1, 2053, 9, 1), seeded(1).normal(2053 * 9, 3, 2), 2, { activation: 'relu' }),
  empty: [
    () => normalized(view(0, 4, 3, 2), blank(0), 2),
    () => normalized(view(1, 4, 0, 2), blank(0), 2),
    () => normalized(view(1, 0, 3, 2), blank(0), 2),
  ],
  checks: [
    ...views,
    ...forms,
    {
      name: 'mean/std 1e3',
      arguments: () => normalized(view(1, 4096, 2, 1), seeded(258).normal(8192, 1e3), 259, { epsilon: 1e-5 }),
    },
    {
      name: 'constant channels give β',
      arguments: () =>
        normalized(
          BATCH,
          Float32Array.from({ length: 120 }, (_, i) => [0, 3.5, -1, 7, 12][i % 5]),
          260,
        ),
    },
    {
      name: 'a small ε and a small variance',
      arguments: () => normalized(BATCH, seeded(261).normal(120, 0, 1e-3), 262, { epsilon: 1e-5 }),
    },
    {
      name: 'NaN stays in its channel, through relu too',
      law: 9,
      arguments: () => normalized(PLANES, planted(random(PLANES, 263), { 8: NaN }), 264, { activation: 'relu' }),
    },
    {
      name: 'NaN of weight 0 stays where it is',
      law: 9,
      arguments: () =>
        normalized(PLANES, planted(random(PLANES, 265), { 0: NaN, 34: NaN }), 266, {
          weights: floats(0, 1, 1, 0.5, 1, 1, 2, 1, 1, 1, 0, 1),
        }),
    },
  ],
  fuzz: (draw) => {
    const v = drawView(draw)
    const x = draw.normal(elementCount(v), draw.pick([0, 1, 30]))
    return normalized(v, x, draw.integer(0, 1e6), {
      weights: drawWeights(draw.pick(['none', 'mask', 'fractions']), v, draw),
      gamma: draw.coin(),
      beta: draw.coin(),
      activation: draw.pick(FUSIBLE),
      epsilon: draw.pick([1e-3, 1e-5]),
    })
  },
  timed: [
    {
      name: '[128, 64] with relu',
      arguments: () => normalized(view(1, 128, 64, 1), seeded(3).normal(128 * 64), 4, { activation: 'relu' }),
      work: 12 * 128 * 64,
      unit: 'GB/s',
    },
  ],
})
