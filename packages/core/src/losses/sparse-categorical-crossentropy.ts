import { cast, equal, where } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import { crossentropyLoss, type CategoricalCrossentropyOptions } from './categorical-crossentropy.js'
import type { Loss } from './loss.js'
import { requireOption } from './options.js'
import { alignLabels, asType } from './targets.js'

/** Options of {@link sparseCategoricalCrossentropy}. */
export interface SparseCategoricalCrossentropyOptions extends CategoricalCrossentropyOptions {
  /** A label whose samples count nothing, beside the negative ones, which never do. Default: none. */
  readonly ignoreLabel?: number | null
}

/**
 * −log p of the labelled class: labels [N, …] or [N, …, 1], predictions [N, …, classes]. A sample with a negative
 * label has loss 0 and no gradient. Logits and probabilities are treated as in {@link categoricalCrossentropy}.
 *
 * @throws OptionError when the smoothing is not in [0, 1], a weight is negative or ignoreLabel is not an integer
 */
export function sparseCategoricalCrossentropy(options: SparseCategoricalCrossentropyOptions = {}): Loss {
  const name = 'sparseCategoricalCrossentropy'
  const { ignoreLabel = null } = options
  const valid = ignoreLabel === null || Number.isInteger(ignoreLabel)
  requireOption(name, 'ignoreLabel', ignoreLabel, valid, 'Give an integer.')
  const loss = crossentropyLoss(name, 'labels', options, (_, target, prediction) => {
    const labels = alignLabels(name, target, prediction)
    return asType(ignoreLabel === null ? labels : without(labels, ignoreLabel), 'int32')
  })
  return { ...loss, ignoreLabel }
}

/** Labels with −1 in the place of one of them. */
function without(labels: Tensor, ignored: number): Tensor {
  const numbers = asType(labels, 'float32')
  return cast(where(equal(numbers, ignored), -1, numbers), 'int32')
}
