import { meanPerSample } from '../losses/per-sample.js'
import { alignLabels, alignValues, asType } from '../losses/targets.js'
import { argMax, equal } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Metric } from './metric.js'

/**
 * 1 where the class of the highest score is the label; labels [N, …] or [N, …, 1], predictions [N, …, classes]. Of equal
 * scores the first counts. A negative label is never met.
 */
export function sparseCategoricalAccuracy(): Metric {
  const name = 'sparseCategoricalAccuracy'
  return {
    name,
    perSample: (target, prediction) => hits(alignLabels(name, target, prediction), prediction),
  }
}

/** 1 where the highest score and the highest target stand at the same class; both [N, …, classes]. */
export function categoricalAccuracy(): Metric {
  const name = 'categoricalAccuracy'
  return {
    name,
    perSample: (target, prediction) => hits(argMax(alignValues(name, target, prediction)), prediction),
  }
}

function hits(labels: Tensor, prediction: Tensor): Tensor {
  return meanPerSample(equal(asType(labels, 'float32'), asType(argMax(prediction), 'float32')))
}
