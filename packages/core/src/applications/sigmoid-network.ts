import { randomNormal } from '../initializers/index.js'
import { activation, dense, type Layer } from '../layers/index.js'
import type { Shape } from '../tensor/index.js'
import { sequential, type Sequential } from '../training/index.js'
import { dropoutOf, normalizationOf, type NetworkOptions } from './network-options.js'

/** Options of {@link sigmoidNetwork}. */
export interface SigmoidNetworkOptions extends NetworkOptions {
  /** [values] of one sample. Default [784]: the pixels of a 28×28 image. */
  readonly inputShape?: Shape
}

const HIDDEN_LAYERS = 3
const HIDDEN_UNITS = 100
const SMALL_GAUSSIAN = { stddev: 0.1 }

/**
 * The network by which batch norm was introduced (Ioffe and Szegedy 2015, section 4.1): three hidden layers of 100
 * sigmoid units and Dense(classes, softmax), from [N, values] to the probabilities [N, classes]. Batch norm stands before
 * each sigmoid, g(BN(W·u)), where β takes the place of the bias (section 3.2); without it the layers are g(W·u + b).
 *
 * Initial weights are "small random Gaussian values". The paper gives no number; here their standard deviation is 0.1,
 * with which plain gradient descent gets off the ground without batch norm too, as in the paper's Figure 1a. The paper
 * trains on batches of 60 images for 50,000 steps.
 *
 * @throws OptionError when classes is not a positive integer, or the momentum is outside [0, 1]
 */
export function sigmoidNetwork(options: SigmoidNetworkOptions = {}): Sequential {
  const { inputShape = [784], classes = 10, kernelRegularizer } = options
  const hidden = Array.from({ length: HIDDEN_LAYERS }, () => hiddenLayer(options))
  return sequential(
    [
      ...hidden.flat(),
      dense(classes, { activation: 'softmax', kernelInitializer: randomNormal(SMALL_GAUSSIAN), kernelRegularizer }),
    ],
    { inputShape },
  )
}

/** g(BN(W·u)), or g(W·u + b). */
function hiddenLayer(options: NetworkOptions): Layer[] {
  const { batchNorm = true, kernelRegularizer } = options
  return [
    dense(HIDDEN_UNITS, {
      useBias: !batchNorm,
      kernelInitializer: randomNormal(SMALL_GAUSSIAN),
      kernelRegularizer,
    }),
    ...normalizationOf(options),
    activation('sigmoid'),
    ...dropoutOf(options),
  ]
}
