import { add, linear, log, log1p, mul, neg, softplus } from '../ops/index.js'
import { tensor, type Tensor } from '../tensor/index.js'
import type { Loss } from './loss.js'
import { requireSmoothing, requireWeights } from './options.js'
import { meanPerSample } from './per-sample.js'
import { clipProbabilities } from './probabilities.js'
import { alignValues } from './targets.js'

/** Options of {@link binaryCrossentropy}. */
export interface BinaryCrossentropyOptions {
  /** Whether predictions are logits, not probabilities. Default false. */
  readonly fromLogits?: boolean
  /** Share by which targets are drawn towards 1/2, in [0, 1]. Default 0. */
  readonly labelSmoothing?: number
  /** Factor of the positive class, one for all outputs or one for each, as PyTorch's pos_weight. Default 1. */
  readonly positiveWeight?: number | readonly number[]
}

/**
 * −t·log p − (1 − t)·log(1 − p), the mean over the outputs of a sample; targets from 0 to 1. Logits are used as they
 * are, without rounding p to 0 or 1; probabilities are clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @throws OptionError when the smoothing is not in [0, 1] or a weight is negative
 */
export function binaryCrossentropy(options: BinaryCrossentropyOptions = {}): Loss {
  const name = 'binaryCrossentropy'
  const { fromLogits = false, labelSmoothing = 0, positiveWeight = 1 } = options
  requireSmoothing(name, labelSmoothing)
  requireWeights(name, 'positiveWeight', typeof positiveWeight === 'number' ? [positiveWeight] : positiveWeight)
  return {
    name,
    target: 'values',
    logitsOf: fromLogits ? null : 'sigmoid',
    fromLogits,
    perSample: (given, prediction, beforeActivation = false) => {
      const aligned = alignValues(name, given, prediction)
      const target = labelSmoothing === 0 ? aligned : linear(aligned, 1 - labelSmoothing, labelSmoothing / 2)
      return meanPerSample(binaryLosses(target, prediction, fromLogits || beforeActivation, positiveWeight))
    },
  }
}

/**
 * The binary cross-entropy of each element. From logits it is t·softplus(−x) + (1 − t)·softplus(x): both terms are
 * positive, so neither the loss nor its gradient loses digits where the network is sure.
 */
export function binaryLosses(
  target: Tensor,
  prediction: Tensor,
  fromLogits: boolean,
  positiveWeight: number | readonly number[] = 1,
): Tensor {
  const p = fromLogits ? prediction : clipProbabilities(prediction)
  const ifPositive = fromLogits ? softplus(neg(p)) : neg(log(p))
  const ifNegative = fromLogits ? softplus(p) : neg(log1p(neg(p)))
  return add(mul(weighted(target, positiveWeight), ifPositive), mul(linear(target, -1, 1), ifNegative))
}

function weighted(target: Tensor, weight: number | readonly number[]): Tensor {
  if (weight === 1) return target
  return typeof weight === 'number' ? linear(target, weight) : mul(target, tensor(target.device, [...weight]))
}
