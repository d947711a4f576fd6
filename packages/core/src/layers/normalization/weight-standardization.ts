import { standardizeWeight } from '../../ops/index.js'
import type { KernelParametrization } from '../kernel-parametrization.js'
import { requireEpsilon } from './conventions.js'

/** Options of {@link weightStandardization}. */
export interface WeightStandardizationOptions {
  /** Added to the variance of the weights, > 0. Default 1e-5. */
  readonly epsilon?: number
}

/**
 * Weight standardization (Qiao et al. 2019): the weights that lead to each unit have mean 0 and variance 1, which
 * normalizes what learns and not what passes. Made for group norm and small batches:
 * `dense(64, { kernelParametrization: weightStandardization() })`.
 *
 * @throws OptionError when epsilon is not positive
 */
export function weightStandardization({ epsilon = 1e-5 }: WeightStandardizationOptions = {}): KernelParametrization {
  requireEpsilon('weightStandardization', epsilon, 1e-5)
  return {
    name: 'weightStandardization',
    build: () => (learned) => standardizeWeight(learned, { epsilon }),
  }
}
