import { dense } from '../layers/index.js'
import type { Shape } from '../tensor/index.js'
import { sequential, type Sequential } from '../training/index.js'
import { dropoutOf, normalizationOf, type NetworkOptions } from './network-options.js'

/** Options of {@link articleNetwork}. */
export interface ArticleNetworkOptions extends NetworkOptions {
  /** [values] of one sample. Default [784]: the pixels of a 28×28 image. */
  readonly inputShape?: Shape
}

/**
 * The network that introductions to batch norm begin with: Dense(64, relu), batch norm, Dense(classes, softmax), from
 * [N, values] to the probabilities [N, classes]. Batch norm stands behind the activation, so the hidden layer keeps its
 * bias: β shifts what relu gives, the bias what relu takes.
 *
 * @throws OptionError when classes is not a positive integer, or the momentum is outside [0, 1]
 */
export function articleNetwork(options: ArticleNetworkOptions = {}): Sequential {
  const { inputShape = [784], classes = 10, kernelRegularizer } = options
  return sequential(
    [
      dense(64, { activation: 'relu', kernelRegularizer }),
      ...normalizationOf(options),
      ...dropoutOf(options),
      dense(classes, { activation: 'softmax', kernelRegularizer }),
    ],
    { inputShape },
  )
}
