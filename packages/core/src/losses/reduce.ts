import { ShapeError } from '../errors.js'
import { div, mean, mul, reshape, sum } from '../ops/index.js'
import { showShape, type Tensor } from '../tensor/index.js'

/** How the losses of the samples become one number; `none` leaves them. */
export type Reduction = 'mean' | 'sum' | 'none'

/** Options of {@link reduceLoss}. */
export interface ReduceOptions {
  /**
   * The mean divides by the sum of these instead of by N. Give the weights themselves for a weighted mean, or
   * `labelWeights(labels, classWeights)` for PyTorch's cross-entropy with class weights or ignored labels.
   * Default: the mean divides by N whatever the weights, as Keras does.
   */
  readonly divideBy?: Tensor
}

/**
 * Losses [N] as one number: Σ w·loss / N (`mean`), Σ w·loss (`sum`), or [N] again (`none`).
 *
 * @param weights [N] or [N, 1]; default: 1 each
 * @throws ShapeError when there is not one weight for each loss
 */
export function reduceLoss(
  perSample: Tensor,
  reduction: Reduction = 'mean',
  weights: Tensor | null = null,
  { divideBy }: ReduceOptions = {},
): Tensor {
  const weighted = weights === null ? perSample : mul(perSample, fitted(weights, perSample))
  if (reduction === 'none') return weighted
  if (reduction === 'mean' && divideBy === undefined) return mean(weighted)
  const total = sum(weighted)
  return reduction === 'sum' || divideBy === undefined ? total : div(total, sum(divideBy))
}

function fitted(weights: Tensor, perSample: Tensor): Tensor {
  if (weights.size === perSample.size) return reshape(weights, perSample.shape)
  throw new ShapeError({
    what: `reduceLoss: weights ${showShape(weights.shape)} were given for losses ${showShape(perSample.shape)}.`,
    remedy: 'Give one weight for each sample.',
  })
}
