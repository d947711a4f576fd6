import { OptionError } from '../errors.js'
import { meanPerSample } from '../losses/per-sample.js'
import { alignValues } from '../losses/targets.js'
import { equal, greater } from '../ops/index.js'
import type { Metric } from './metric.js'

/** Options of {@link binaryAccuracy}. */
export interface BinaryAccuracyOptions {
  /** Predictions above it mean 1, others 0. Default 0.5; for logits use 0. */
  readonly threshold?: number
}

/**
 * The share of a sample's outputs whose side of the threshold is that of the target (0 or 1).
 *
 * @throws OptionError when the threshold is not a finite number
 */
export function binaryAccuracy({ threshold = 0.5 }: BinaryAccuracyOptions = {}): Metric {
  const name = 'binaryAccuracy'
  if (!Number.isFinite(threshold)) {
    throw new OptionError({ what: `${name}: threshold is ${String(threshold)}.`, remedy: 'Give a finite number.' })
  }
  return {
    name,
    perSample: (target, prediction) =>
      meanPerSample(equal(alignValues(name, target, prediction), greater(prediction, threshold))),
  }
}
