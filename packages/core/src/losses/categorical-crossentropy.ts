import { div, log, mul, neg, softmaxCrossEntropy, sum } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import { weightedDistributions } from './class-weights.js'
import type { Loss } from './loss.js'
import { requireSmoothing, requireWeights } from './options.js'
import { meanPerSample } from './per-sample.js'
import { clipProbabilities } from './probabilities.js'
import { alignValues } from './targets.js'

/** Options of {@link categoricalCrossentropy}. */
export interface CategoricalCrossentropyOptions {
  /** Whether predictions are logits, not probabilities. Default false. */
  readonly fromLogits?: boolean
  /** Share of each target that is spread over all classes (Szegedy et al. 2016), in [0, 1]. Default 0. */
  readonly labelSmoothing?: number
  /** Factor of each class, applied to the target after smoothing, as PyTorch does. Default: 1 for all. */
  readonly classWeights?: readonly number[] | null
}

/**
 * −Σ t·log p over the last axis: targets and predictions [N, …, classes]. Logits go through the softmax in one stable
 * operation; probabilities are divided by their sum and clipped to [1e-7, 1 − 1e-7] first, as Keras does.
 *
 * @throws OptionError when the smoothing is not in [0, 1] or a weight is negative
 */
export function categoricalCrossentropy(options: CategoricalCrossentropyOptions = {}): Loss {
  return crossentropyLoss('categoricalCrossentropy', 'values', options, alignValues)
}

/** A cross-entropy over classes, whose targets `align` makes labels (int32, [N, …]) or distributions ([N, …, classes]). */
export function crossentropyLoss(
  name: string,
  targetKind: Loss['target'],
  options: CategoricalCrossentropyOptions,
  align: (name: string, target: Tensor, prediction: Tensor) => Tensor,
): Loss {
  const { fromLogits = false, labelSmoothing = 0, classWeights = null } = options
  requireSmoothing(name, labelSmoothing)
  requireWeights(name, 'classWeights', classWeights ?? [])
  return {
    name,
    target: targetKind,
    logitsOf: fromLogits ? null : 'softmax',
    fromLogits,
    perSample: (given, prediction, beforeActivation = false) => {
      const areLogits = fromLogits || beforeActivation
      const target = align(name, given, prediction)
      if (areLogits && target.dtype === 'int32' && classWeights === null) {
        return meanPerSample(softmaxCrossEntropy(prediction, target, { labelSmoothing }))
      }
      const classes = prediction.shape[prediction.rank - 1]
      const weighted = weightedDistributions(target, classes, labelSmoothing, classWeights)
      if (areLogits) return meanPerSample(softmaxCrossEntropy(prediction, weighted))
      const probabilities = div(prediction, sum(prediction, { axis: -1, keepDims: true }))
      return meanPerSample(neg(sum(mul(weighted, log(clipProbabilities(probabilities))), { axis: -1 })))
    },
  }
}
