import type { Batch } from '../data/index.js'
import type { CallContext, Layer, Parameter } from '../layers/index.js'
import type { Loss } from '../losses/index.js'
import type { Metric } from '../metrics/index.js'
import { add, div, mean, mul, reshape, sigmoid, softmax, sum } from '../ops/index.js'
import type { Regularizer } from '../regularizers/index.js'
import type { Tensor } from '../tensor/index.js'
import { blankPadding, nonZero, outputMask, sumPositions, type OutputMask } from './output-mask.js'

/** A forward pass for a loss. */
export interface Prediction {
  /** What the loss is taken of: logits when `fromLogits`, else the output. */
  readonly raw: Tensor
  readonly fromLogits: boolean
  /** Which positions of the output count, or null for all. */
  readonly mask: OutputMask | null
}

/**
 * Runs the model up to what its loss wants to see: a cross-entropy is exact from logits only, so a final softmax or
 * sigmoid is left to it.
 */
export function predictFor(loss: Loss, model: Layer, x: Tensor, context: CallContext): Prediction {
  const fromLogits = loss.logitsOf !== null && model.finalActivation === loss.logitsOf
  const raw = fromLogits ? model.callBeforeActivation(x, context) : model.call(x, context)
  if (context.mask === null) return { raw, fromLogits, mask: null }
  const mask = outputMask(context.mask, raw)
  return { raw: blankPadding(raw, mask), fromLogits, mask }
}

/** The model's output: what metrics see and `predict` gives. */
export function finish(loss: Loss, { raw, fromLogits }: Prediction): Tensor {
  if (!fromLogits) return raw
  return loss.logitsOf === 'softmax' ? softmax(raw) : sigmoid(raw)
}

/**
 * The mean loss of a batch: Σ wᵢ·lᵢ / N, and over the positions that a mask m lets count Σ wᵢ·mᵢₜ·lᵢₜ / Σ mᵢₜ. Sample
 * weights w do not divide. As Keras.
 */
export function batchLoss(loss: Loss, { y, weight }: Batch, { raw, fromLogits, mask }: Prediction): Tensor {
  const lossOf = (target: Tensor, prediction: Tensor): Tensor => loss.perSample(target, prediction, fromLogits)
  const target = y as Tensor
  const perSample = mask === null ? lossOf(target, raw) : sumPositions(mask, target, raw, lossOf)
  const weighted = weight === null ? perSample : mul(perSample, weight)
  return mask === null ? mean(weighted) : div(sum(weighted), nonZero(mask.count))
}

/** The sum of a metric over the samples of a batch, or over its positions that count, [1]. */
export function batchMetric(metric: Metric, target: Tensor, output: Tensor, mask: OutputMask | null): Tensor {
  const metricOf = (target: Tensor, prediction: Tensor): Tensor => metric.perSample(target, prediction)
  const perSample = mask === null ? metricOf(target, output) : sumPositions(mask, target, output, metricOf)
  return reshape(sum(perSample), [1])
}

/** A parameter whose penalty is part of the loss. */
export type Regularized = Parameter & { readonly regularizer: Regularizer }

/** The parameters of a model that have a regularizer. */
export function regularizedOf(model: Layer): Regularized[] {
  return model.parameters.filter((parameter): parameter is Regularized => parameter.regularizer !== null)
}

/** The loss with the penalties of the regularizers. */
export function withPenalties(loss: Tensor, regularized: readonly Regularized[]): Tensor {
  return regularized.reduce((total, { regularizer, value }) => add(total, regularizer.penalty(value)), loss)
}
