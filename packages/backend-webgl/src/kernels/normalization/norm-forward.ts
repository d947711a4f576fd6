import type { FusibleActivation, Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { valueFunctions } from './activation.js'
import { merge, TILE_INTEGERS, tilesOf, walk } from './channels.js'
import { lanes } from './lanes.js'
import { mergedMoments, MOMENT_PARTIALS, tileMoments } from './moments-source.js'
import { createTileMoments } from './moments.js'
import {
  elementwise,
  elementwiseKey,
  flattened,
  formOf,
  integersOf,
  VIEW_INTEGERS,
  type ElementwiseKey,
  type Form,
} from './view.js'

/** Which of γ and β there are. */
interface Coefficients {
  readonly scaled: boolean
  readonly shifted: boolean
}

interface SingleKey extends Coefficients {
  readonly form: Form
  readonly weighted: boolean
}

interface MergeKey extends Coefficients {
  readonly vector: boolean
}

const STATISTICS = ['count', 'center', 'residual', 'm2', 'scale', 'shift'] as const

/** Assigns scale = γ/√(variance + ε) and shift = β − residual · scale after count, residual and m2. */
function coefficients({ shared }: { shared(name: string): string }, { scaled, shifted }: Coefficients): string {
  return `
    scale = inverseDeviation(m2, count, epsilon)${scaled ? ` * ${shared('gamma')}` : ''};
    shift = ${shifted ? shared('beta') : ''} - residual * scale;`
}

/** y = f((x − center) · scale + shift) behind the moments and coefficients of x, which share their launch. */
export function createNormForward(gpu: Gpu): NonNullable<Kernels['normForward']> {
  const tilePrograms = createTileMoments(gpu)
  const singlePrograms = gpu.family(({ form, weighted, ...which }: SingleKey) => ({
    name: 'normForward, statistics of short channels',
    reads: ['x', 'weights', 'gamma', 'beta'],
    writes: STATISTICS,
    integers: TILE_INTEGERS,
    floats: ['epsilon'],
    functions: [lanes],
    ...walk(form).body(tileMoments(walk(form), weighted) + coefficients(walk(form), which)),
  }))
  const mergePrograms = gpu.family(({ vector, ...which }: MergeKey) => ({
    name: 'normForward, statistics',
    reads: [...MOMENT_PARTIALS, 'gamma', 'beta'],
    writes: STATISTICS,
    integers: ['tiles', 'channels'],
    floats: ['epsilon'],
    functions: [lanes],
    ...merge(vector).body(mergedMoments(merge(vector)) + coefficients(merge(vector), which)),
  }))
  const finalPrograms = gpu.family(
    ({ activation, ...key }: ElementwiseKey & { readonly activation: FusibleActivation | null }) => {
      const { own, coefficient, body } = elementwise(key)
      const [center, scale, shift] = ['center', 'scale', 'shift'].map(coefficient)
      const normalized = `(${own('x')} - ${center}) * ${scale} + ${shift}`
      return {
        name: `normForward ${activation}`,
        reads: ['x', 'center', 'scale', 'shift'],
        writes: ['y'],
        integers: VIEW_INTEGERS,
        floats: ['alpha'],
        functions: valueFunctions(activation),
        ...body(`y = ${activation === null ? normalized : `activated(${normalized}, alpha)`};`),
      }
    },
  )
  return ({ x, weights, gamma, beta, count, center, residual, m2, y, view, epsilon, activation, alpha }) => {
    const flat = flattened(view)
    const form = formOf(flat)
    const entries = count.length
    const { tile, tiles } = tilesOf(flat)
    const [scale, shift] = [gpu.temporary(entries), gpu.temporary(entries)]
    const which = { scaled: gamma !== null, shifted: beta !== null }
    const statistics = { gamma: gamma ?? x, beta: beta ?? x, count, center, residual, m2, scale, shift, epsilon }
    const read = { x, weights: weights ?? x, ...integersOf(flat), entries, tile }
    const weighted = weights !== null
    if (tiles === 1) singlePrograms({ form, weighted, ...which }).launch({ ...read, ...statistics })
    else {
      const [counts, centers, residuals, squares] = STATISTICS.slice(0, 4).map(() => gpu.temporary(tiles * entries))
      const partials = { count: counts, center: centers, residual: residuals, m2: squares }
      tilePrograms({ form, weighted }).launch({ ...read, ...partials })
      const vector = view.channels % LANES === 0
      const merged = { counts, centers, residuals, squares, tiles, channels: view.channels }
      mergePrograms({ vector, ...which }).launch({ ...merged, ...statistics })
      for (const partial of [counts, centers, residuals, squares]) gpu.release(partial)
    }
    const final = finalPrograms({ ...elementwiseKey(flat), activation })
    final.launch({ x, center, scale, shift, y, alpha, ...integersOf(flat) })
    gpu.release(scale)
    gpu.release(shift)
  }
}
