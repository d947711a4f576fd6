import type { KernelName, Traits } from '@evenkeel/core/backend'
import { operationOf } from './call/slots.js'
import type { Arguments } from './call/slots.js'

/** How far an output may be from the oracle, as a fraction of the reference's scale. 0 asks for the same bits. */
export interface Tolerance {
  /** For backends with `traits.accumulation` float64. */
  readonly float64: number
  /** For backends with `traits.accumulation` float32. */
  readonly float32: number
  /** Why this much, in a sentence. */
  readonly reason: string
}

/** Half a unit in the last place of float32 is 6e-8: tolerances below are small multiples of it. */
function same(tolerance: number, reason: string): Tolerance {
  return { float64: tolerance, float32: tolerance, reason }
}

const exact = same(0, 'Values are moved, compared or counted, not computed.')
const oneRounding = same(2e-7, 'One operation, correctly rounded, on every device known.')

/**
 * The tolerance of every kernel; an entry `kernel:operation` or `kernel.output` wins over the kernel's own.
 * What the fractions are of stands in the oracle beside each formula.
 */
export const TOLERANCES: Readonly<Record<string, Tolerance>> = {
  fill: exact,
  copy: exact,
  cast: exact,
  arrange: exact,
  place: exact,
  gatherRows: exact,
  choose: exact,
  patches: exact,

  map: same(2e-6, 'Library functions of GPUs are off by some tens of units in the last place.'),
  'map:linear': same(3e-7, 'A product and a sum, fused or not.'),
  'map:abs': same(3e-7, 'The argument is a product and a sum; the sign costs nothing.'),
  'map:square': same(5e-7, 'Squaring doubles the relative error of the argument.'),
  'map:sign': exact,
  'map:isFinite': exact,
  'map:clamp': exact,

  zip: oneRounding,
  'zip:max': exact,
  'zip:min': exact,
  'zip:equal': exact,
  'zip:less': exact,
  'zip:lessEqual': exact,
  'zip:div': same(5e-7, 'GPUs divide by way of a reciprocal, to 2.5 units in the last place.'),
  'zip:blend': same(3e-7, 'Two products and a sum, fused or not.'),
  'zip:pow': same(2e-6, 'An exponential of a product with a logarithm: its error grows with the exponent.'),

  reduce: { float64: 2e-7, float32: 1e-5, reason: 'A float32 sum of 1e4 terms drifts by about √n roundings.' },
  'reduce:max': exact,
  'reduce:min': exact,
  'reduce:argmax': exact,
  matmul: { float64: 2e-7, float32: 1e-5, reason: 'A float32 sum of k products drifts by about √k roundings.' },
  unpatches: same(2e-6, 'A kernel’s worth of terms, which may be added up in the output itself, in float32.'),
  pool: same(2e-6, 'A window’s worth of terms, which may be added up in the output itself, in float32.'),
  'pool:max': exact,
  unpool: same(2e-6, 'A window’s worth of terms, which may be added up in the output itself, in float32.'),

  'moments.count': { float64: 2e-7, float32: 1e-5, reason: 'A sum of weights; whole numbers come out exactly.' },
  'moments.mean': same(1e-6, 'The numerics bar: a millionth of a standard deviation at mean/std up to 1e3.'),
  'moments.m2': same(1e-5, 'The numerics bar: what a careful float32 program reaches at mean/std up to 1e3.'),
  affine: same(5e-7, 'A difference, a product and a sum.'),
  gradMoments: { float64: 1e-6, float32: 1e-5, reason: 'Terms may be rounded to float32 before they are added.' },
  biaffine: same(6e-7, 'Two products, a difference and two sums.'),

  activate: same(3e-6, 'A library function and what a composition does around it.'),
  activateGradient: same(3e-6, 'A library function and what a composition does around it.'),
  dense: { float64: 3e-6, float32: 1.5e-5, reason: 'A matrix product, and the activation’s own error.' },
  convolve: { float64: 3e-6, float32: 1.5e-5, reason: 'A matrix product, and the activation’s own error.' },
  convolveInputGradient: { float64: 1e-6, float32: 1e-5, reason: 'A product, then a sum over windows in float32.' },
  convolveWeightGradient: { float64: 1e-6, float32: 1e-5, reason: 'A sum over all windows of the batch.' },
  softmax: same(3e-6, 'An exponential, a sum and a quotient.'),
  softmaxCrossEntropy: same(3e-6, 'An exponential, a sum and a logarithm.'),
  softmaxCrossEntropyGradient: same(1e-6, 'Smoothed targets, a difference and a product.'),
  scatterRows: { float64: 1e-6, float32: 2e-6, reason: 'Repeated rows are added one by one in float32.' },
  'normForward.count': { float64: 2e-7, float32: 1e-5, reason: 'As moments.count.' },
  'normForward.mean': same(1e-6, 'As moments.mean.'),
  'normForward.m2': same(1e-5, 'As moments.m2.'),
  'normForward.y': same(1e-5, 'The error of m2 halves under the root; activations add their own.'),
  normBackward: { float64: 3e-6, float32: 2e-5, reason: 'Two sums over the channel and five roundings each element.' },
  guard: { float64: 2e-6, float32: 1e-5, reason: 'A scaled sum of squares over all gradients, a root and a quotient.' },
  optimize: same(2e-6, 'Moving averages in float32, a root and a quotient.'),
  commitStatistics: same(1e-6, 'A quotient, a difference, a product and a sum.'),
  random: same(2e-6, 'Library logarithm, root, sine and cosine, absolute.'),
  'random:uniform': exact,
  dropout: same(3e-7, 'A constant rounded to float32 and one product.'),
}

/** The tolerance of one output of a call. */
export function toleranceOf(kernel: KernelName, args: Arguments, output: string, traits: Traits): number {
  const operation = operationOf(kernel, args)
  const row = TOLERANCES[`${kernel}.${output}`] ?? TOLERANCES[operation ?? kernel] ?? TOLERANCES[kernel]
  return row[traits.accumulation]
}
