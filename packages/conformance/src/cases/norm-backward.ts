import type { FusibleActivation, HostArray, View } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { VIEWS, drawView, view } from '../data/views.js'
import { drawWeights } from '../data/weights.js'
import { momentsOf } from '../oracle/moments.js'
import { normForward } from '../oracle/norm-fused.js'
import { elementCount } from '../oracle/view.js'
import { FUSIBLE } from './fusible.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

interface Form {
  readonly weights?: HostArray | null
  readonly gamma?: boolean
  readonly activation?: FusibleActivation | null
  readonly offset?: number
}

/** Arguments as a forward pass would leave them: its statistics as two floats, its output where there is an activation. */
function gradients(v: View, seed: number, form: Form = {}): HostArguments<'normBackward'> {
  const { weights = null, gamma = true, activation = null, offset = 0.7 } = form
  const draw = seeded(seed)
  const x = draw.normal(elementCount(v), offset, 1.6)
  const shared = { x, weights, view: v, epsilon: 1e-3, activation, alpha: 0.3 }
  const scale = gamma ? draw.uniform(v.channels, 0.5, 2) : null
  const { count, mean, m2 } = momentsOf(x, weights, v)
  const center = Float32Array.from(mean)
  const statistics = {
    count: Float32Array.from(count),
    center,
    residual: Float32Array.from(mean, (value, entry) => value - center[entry]),
    m2: Float32Array.from(m2),
  }
  const y = normForward({ ...shared, ...statistics, gamma: scale, beta: null, y: blank(x.length) })['y'].values
  return {
    ...shared,
    ...statistics,
    dy: draw.normal(x.length),
    y: activation === null ? null : Float32Array.from(y),
    gamma: scale,
    dx: blank(x.length),
    dgamma: blank(v.channels),
    dbeta: blank(v.channels),
  }
}

const views = VIEWS.flatMap(({ name, view: v }): CallCase<'normBackward'>[] => [
  { name, arguments: () => gradients(v, 271) },
  { name: `${name}, a mask`, arguments: () => gradients(v, 272, { weights: drawWeights('mask', v, seeded(273)) }) },
])

const BATCH = view(1, 24, 5, 1)
const PLANES = view(1, 6, 3, 2)
const GHOST = view(3, 8, 5, 2)

export const normBackward: KernelSuite = kernelSuite({
  kernel: 'normBackward',
  sample: () => gradients(view(1, 2053, 9, 1), 1, { activation: 'relu' }),
  empty: [() => gradients(view(1, 4, 0, 2), 2)],
  checks: [
    ...views,
    ...FUSIBLE.flatMap((activation): CallCase<'normBackward'>[] => [
      { name: `${activation ?? 'no activation'}, γ`, arguments: () => gradients(BATCH, 274, { activation }) },
      {
        name: `${activation ?? 'no activation'}, no γ`,
        arguments: () => gradients(GHOST, 275, { activation, gamma: false }),
      },
      {
        name: `${activation ?? 'no activation'}, in place`,
        alias: ['dx', 'dy'],
        arguments: () => gradients(BATCH, 276, { activation }),
      },
    ]),
    {
      name: 'in place with fractional weights',
      alias: ['dx', 'dy'],
      arguments: () => gradients(GHOST, 277, { weights: drawWeights('fractions', GHOST, seeded(278)) }),
    },
    { name: 'mean/std 1e3', arguments: () => gradients(view(1, 512, 2, 1), 279, { offset: 1600 }) },
    { name: 'no elements: dγ and dβ are zero', arguments: () => gradients(view(1, 0, 3, 2), 280) },
    {
      name: 'NaN of dy stays in its channel',
      law: 9,
      arguments: () => {
        const args = gradients(PLANES, 281)
        return { ...args, dy: planted(args.dy as Float32Array, { 8: NaN }) }
      },
    },
  ],
  fuzz: (draw) => {
    const v = drawView(draw)
    return gradients(v, draw.integer(0, 1e6), {
      weights: drawWeights(draw.pick(['none', 'mask', 'fractions']), v, draw),
      gamma: draw.coin(),
      activation: draw.pick(FUSIBLE),
      offset: draw.pick([0, 1, 30]),
    })
  },
})
