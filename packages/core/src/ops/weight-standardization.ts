import { batchNormalize } from './batch-norm.js'
import type { Tensor } from '../tensor/index.js'

/** Options of {@link standardizeWeight}. */
export interface StandardizeWeightOptions {
  /** Added to the variance of the weights; > 0. */
  readonly epsilon: number
}

/**
 * Weights [..., units] with mean 0 and variance 1 over those that lead to each unit (Qiao et al. 2019, equations 5 to 7):
 * batch norm of the weights, for which a unit is a channel. The gradient loses its mean and what is parallel to the
 * weights.
 */
export function standardizeWeight(weight: Tensor, { epsilon }: StandardizeWeightOptions): Tensor {
  const units = weight.shape[weight.rank - 1] ?? 1
  const view = { groups: 1, outer: weight.size / Math.max(1, units), channels: units, inner: 1 }
  return batchNormalize(weight, { view, gamma: null, beta: null, epsilon }).y
}
