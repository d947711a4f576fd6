import { OptionError } from '../errors.js'
import type { Loss } from '../losses/index.js'
import { perSampleOf, type PerSampleFunction } from '../losses/per-sample.js'
import { LOSSES, type LossName } from '../losses/resolve.js'
import { binaryAccuracy } from './binary-accuracy.js'
import { categoricalAccuracy, sparseCategoricalAccuracy } from './categorical-accuracy.js'
import type { Metric } from './metric.js'
import { sparseTopKCategoricalAccuracy, topKCategoricalAccuracy } from './top-k-accuracy.js'

type AccuracyName =
  | 'sparseCategoricalAccuracy'
  | 'categoricalAccuracy'
  | 'binaryAccuracy'
  | 'sparseTopKCategoricalAccuracy'
  | 'topKCategoricalAccuracy'

const ACCURACIES: Readonly<Record<AccuracyName, () => Metric>> = {
  sparseCategoricalAccuracy,
  categoricalAccuracy,
  binaryAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
}

/** Names of metrics with their default options: accuracies, and losses. */
export type MetricName = 'accuracy' | 'acc' | 'crossentropy' | AccuracyName | LossName

/** A metric (any loss is one), the name of one, or a function of (target, prediction). */
export type MetricLike = Metric | MetricName | PerSampleFunction

/**
 * A metric by name is reported under the name it was asked for. 'accuracy' and 'crossentropy' are sparse where the
 * loss takes labels, binary where it is the binary cross-entropy or the prediction has one output, else categorical.
 * Where the loss was told that predictions are logits, named metrics know it, too: the threshold of a binary accuracy
 * is then 0, not 0.5.
 *
 * @param outputShape shape of the prediction
 * @throws OptionError when there is no metric of that name
 */
export function resolveMetric(given: MetricLike, loss: Loss, outputShape: readonly (number | null)[]): Metric {
  if (typeof given === 'object' && given !== null && 'perSample' in given) return given
  if (typeof given === 'function') {
    const name = given.name || 'metric'
    return { name, perSample: perSampleOf(name, given) }
  }
  const { perSample } = named(given, loss, outputShape)
  return { name: given, perSample: (target, prediction) => perSample(target, prediction, loss.fromLogits) }
}

function named(given: MetricName, loss: Loss, outputShape: readonly (number | null)[]): Pick<Loss, 'perSample'> {
  const name = meaning(given, loss, outputShape)
  if (name === 'binaryAccuracy') return binaryAccuracy({ threshold: loss.fromLogits ? 0 : 0.5 })
  if (Object.hasOwn(ACCURACIES, name)) return ACCURACIES[name as AccuracyName]()
  if (Object.hasOwn(LOSSES, name)) return LOSSES[name as LossName]()
  const names = ['accuracy', 'crossentropy', ...Object.keys(ACCURACIES), ...Object.keys(LOSSES)]
  throw new OptionError({
    what: `There is no metric '${String(given)}'.`,
    remedy: `Use one of ${names.join(', ')}, what binaryAccuracy({ … }) and its like return, or a function of (target, prediction).`,
  })
}

/** The name that a word for several metrics stands for; other names as they are. */
function meaning(given: MetricName, loss: Loss, outputShape: readonly (number | null)[]): string {
  if (given !== 'accuracy' && given !== 'acc' && given !== 'crossentropy') return given
  const binary = loss.name === 'binaryCrossentropy' || (outputShape.at(-1) ?? 1) === 1
  const targets = loss.target === 'labels' ? 'sparseCategorical' : binary ? 'binary' : 'categorical'
  return `${targets}${given === 'crossentropy' ? 'Crossentropy' : 'Accuracy'}`
}
