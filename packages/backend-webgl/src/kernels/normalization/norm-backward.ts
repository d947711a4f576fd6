import type { Buffer, FusibleActivation, KernelArguments, Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { slopeFunctions } from './activation.js'
import { merge, TILE_INTEGERS, tilesOf, walk } from './channels.js'
import { mergedSums } from './grad-moments.js'
import { createGroupSums } from './group-sums.js'
import { lanes } from './lanes.js'
import { backwardCoefficients, inputGradient, tileSums } from './norm-backward-source.js'
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

interface PassKey {
  readonly form: Form
  readonly activation: FusibleActivation | null
}

/** The sums of each channel of each group, and the coefficients of dx. */
interface Outputs {
  readonly sumOut: Buffer
  readonly productOut: Buffer
  readonly a: Buffer
  readonly b: Buffer
  readonly d: Buffer
}

const SUMS = ['sumOut', 'productOut'] as const
const OUTPUTS = [...SUMS, 'a', 'b', 'd'] as const
const STATISTICS = ['count', 'center', 'residual', 'm2'] as const

/** Computes {@link Outputs}: in one launch where channels are short, else with tiles. */
function createCoefficients(gpu: Gpu): (args: KernelArguments<'normBackward'>, outputs: Outputs) => void {
  const singlePrograms = gpu.family(({ form, activation, scaled }: PassKey & { readonly scaled: boolean }) => ({
    name: `normBackward ${activation}, coefficients of short channels`,
    reads: ['dy', 'x', 'y', 'gamma', ...STATISTICS],
    writes: OUTPUTS,
    integers: TILE_INTEGERS,
    floats: ['alpha', 'epsilon'],
    functions: [lanes, ...slopeFunctions(activation)],
    ...walk(form).body(tileSums(walk(form), activation) + backwardCoefficients(walk(form), scaled)),
  }))
  const tilePrograms = gpu.family(({ form, activation }: PassKey) => ({
    name: `normBackward ${activation} of tiles`,
    reads: ['dy', 'x', 'y', ...STATISTICS],
    writes: SUMS,
    integers: TILE_INTEGERS,
    floats: ['alpha', 'epsilon'],
    functions: [lanes, ...slopeFunctions(activation)],
    ...walk(form).body(tileSums(walk(form), activation)),
  }))
  const mergePrograms = gpu.family(({ vector, scaled }: { readonly vector: boolean; readonly scaled: boolean }) => ({
    name: 'normBackward, coefficients',
    reads: ['sums', 'products', 'gamma', 'count', 'residual', 'm2'],
    writes: OUTPUTS,
    integers: ['tiles', 'channels'],
    floats: ['epsilon'],
    functions: [lanes],
    ...merge(vector).body(mergedSums(merge(vector)) + backwardCoefficients(merge(vector), scaled)),
  }))
  return (args, outputs) => {
    const { dy, x, y, gamma, count, center, residual, m2, view, epsilon, activation, alpha } = args
    const flat = flattened(view)
    const form = formOf(flat)
    const entries = count.length
    const { tile, tiles } = tilesOf(flat)
    const coefficients = { gamma: gamma ?? x, count, residual, m2, epsilon }
    const read = { dy, x, y: y ?? x, ...coefficients, center, alpha, ...integersOf(flat), entries, tile }
    const scaled = gamma !== null
    if (tiles === 1) {
      singlePrograms({ form, activation, scaled }).launch({ ...read, ...outputs })
      return
    }
    const [sums, products] = [gpu.temporary(tiles * entries), gpu.temporary(tiles * entries)]
    tilePrograms({ form, activation }).launch({ ...read, sumOut: sums, productOut: products })
    const merged = { sums, products, tiles, channels: view.channels }
    mergePrograms({ vector: view.channels % LANES === 0, scaled }).launch({ ...merged, ...coefficients, ...outputs })
    gpu.release(sums)
    gpu.release(products)
  }
}

interface FinalKey extends ElementwiseKey {
  readonly activation: FusibleActivation | null
  readonly weighted: boolean
}

/**
 * Two sums over each channel, the coefficients of dx, one pass over x (Ioffe and Szegedy 2015, section 3, in closed
 * form). The activation's gradient is computed where it is used.
 */
export function createNormBackward(gpu: Gpu): NonNullable<Kernels['normBackward']> {
  const coefficients = createCoefficients(gpu)
  const groupSums = createGroupSums(gpu)
  const finalPrograms = gpu.family(({ activation, weighted, ...key }: FinalKey) => ({
    name: `normBackward ${activation}`,
    reads: ['dy', 'x', 'y', 'weights', 'center', 'a', 'b', 'd'],
    writes: ['result'],
    integers: VIEW_INTEGERS,
    floats: ['alpha'],
    functions: [lanes, ...slopeFunctions(activation)],
    ...inputGradient(elementwise(key), activation, weighted),
  }))
  return (args) => {
    const { dy, x, y, weights, center, dx, dgamma, dbeta, view, activation, alpha } = args
    const flat = flattened(view)
    const vector = (): Buffer => gpu.temporary(args.count.length)
    const [a, b, d] = [vector(), vector(), vector()]
    if (view.groups === 1) coefficients(args, { sumOut: dbeta, productOut: dgamma, a, b, d })
    else {
      const [sum, product] = [vector(), vector()]
      coefficients(args, { sumOut: sum, productOut: product, a, b, d })
      groupSums({ sum, product, groups: view.groups, dbeta, dgamma })
      gpu.release(sum)
      gpu.release(product)
    }
    const read = { dy, x, y: y ?? x, weights: weights ?? x, center, a, b, d }
    const final = finalPrograms({ ...elementwiseKey(flat), activation, weighted: weights !== null })
    final.launch({ ...read, result: dx, alpha, ...integersOf(flat) })
    for (const coefficient of [a, b, d]) gpu.release(coefficient)
  }
}
