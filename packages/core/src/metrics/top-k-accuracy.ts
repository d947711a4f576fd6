import { OptionError } from '../errors.js'
import { meanPerSample } from '../losses/per-sample.js'
import { alignLabels, alignValues, asType } from '../losses/targets.js'
import { argMax, greater, isFinite, less, min, mul, oneHot, sum, where } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Metric } from './metric.js'

/** Options of the accuracies among the best k. */
export interface TopKOptions {
  /** How many of the highest scores may be the right one, an integer ≥ 1. Default 5. */
  readonly k?: number
}

/**
 * 1 where fewer than k classes score higher than the label's, as TensorFlow's in_top_k: classes that share the k-th
 * score all are among the best k. 0 where a score is not finite or the label is no class. Labels [N, …] or [N, …, 1],
 * predictions [N, …, classes].
 *
 * @throws OptionError when k is not a positive integer
 */
export function sparseTopKCategoricalAccuracy(options: TopKOptions = {}): Metric {
  const name = 'sparseTopKCategoricalAccuracy'
  return topK(name, options, (target, prediction) => alignLabels(name, target, prediction))
}

/**
 * As {@link sparseTopKCategoricalAccuracy}, the label being the class of the highest target; targets [N, …, classes].
 *
 * @throws OptionError when k is not a positive integer
 */
export function topKCategoricalAccuracy(options: TopKOptions = {}): Metric {
  const name = 'topKCategoricalAccuracy'
  return topK(name, options, (target, prediction) => argMax(alignValues(name, target, prediction)))
}

function topK(name: string, { k = 5 }: TopKOptions, labelsOf: (target: Tensor, prediction: Tensor) => Tensor): Metric {
  if (!Number.isInteger(k) || k < 1) {
    throw new OptionError({ what: `${name}: k is ${String(k)}.`, remedy: 'Give a positive integer.' })
  }
  return {
    name,
    perSample: (target, prediction) => {
      const classes = prediction.shape[prediction.rank - 1]
      const hot = oneHot(asType(labelsOf(target, prediction), 'int32'), classes)
      const inRow = { axis: -1, keepDims: true }
      const score = sum(where(hot, prediction, 0), inRow)
      const meaningful = mul(sum(hot, inRow), min(isFinite(prediction), inRow))
      const amongBest = less(sum(greater(prediction, score), inRow), k)
      return meanPerSample(mul(meaningful, amongBest))
    },
  }
}
