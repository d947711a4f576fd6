import type { CallContext, Layer, Parameter } from '../layers/index.js'
import type { Loss } from '../losses/index.js'
import { add, mean, mul, reshape, sigmoid, softmax, sum } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'

/** A forward pass for a loss. */
export interface Prediction {
  /** What the loss is taken of: logits when `fromLogits`, else the output. */
  readonly raw: Tensor
  readonly fromLogits: boolean
}

/**
 * Runs the model up to what its loss wants to see: a cross-entropy is exact from logits only, so a final softmax or
 * sigmoid is left to it.
 */
export function predictFor(loss: Loss, model: Layer, x: Tensor, context: CallContext): Prediction {
  const leftOut = loss.logitsOf !== null && model.finalActivation === loss.logitsOf
  const raw = leftOut ? model.callBeforeActivation(x, context) : model.call(x, context)
  return { raw, fromLogits: leftOut }
}

/** The model's output: what metrics see and `predict` gives. */
export function finish(loss: Loss, { raw, fromLogits }: Prediction): Tensor {
  if (!fromLogits) return raw
  return loss.logitsOf === 'softmax' ? softmax(raw) : sigmoid(raw)
}

/** Weighted mean over a batch: Σ wᵢ·lᵢ / N, as Keras (the weights do not divide). */
export function batchMean(perSample: Tensor, weight: Tensor | null): Tensor {
  return mean(weight === null ? perSample : mul(perSample, weight))
}

/** Sum over a batch, [1]. */
export function batchSum(perSample: Tensor): Tensor {
  return reshape(sum(perSample), [1])
}

/** The loss with the penalties of the regularizers. */
export function withPenalties(loss: Tensor, parameters: readonly Parameter[]): Tensor {
  return parameters.reduce(
    (total, { regularizer, value }) => (regularizer === null ? total : add(total, regularizer.penalty(value))),
    loss,
  )
}
