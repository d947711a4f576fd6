import { activation, conv2d, dense, flatten, maxPooling2d, type Layer } from '../layers/index.js'
import type { Shape } from '../tensor/index.js'
import { sequential, type Sequential } from '../training/index.js'
import { dropoutOf, normalizationOf, type NetworkOptions } from './network-options.js'

/** Options of {@link smallConvolutionalNetwork}. */
export interface SmallConvolutionalNetworkOptions extends NetworkOptions {
  /** [height, width, channels]; sides of 4 or more. Default [28, 28, 1]. */
  readonly inputShape?: Shape
}

/**
 * A small convolutional network for small images: twice a 3×3 convolution (32 filters, then 64), batch norm, relu and
 * the maximum of 2×2 windows, then Dense(classes, softmax); from [N, height, width, channels] to the probabilities
 * [N, classes]. Batch norm stands before the activation, one pair of statistics for each filter over the batch and the
 * plane (Ioffe and Szegedy 2015, section 3.2), where β takes the place of the bias.
 *
 * @throws OptionError when classes is not a positive integer, or the momentum is outside [0, 1]
 * @throws ShapeError when the images have no channel axis or are too small to be halved twice
 */
export function smallConvolutionalNetwork(options: SmallConvolutionalNetworkOptions = {}): Sequential {
  const { inputShape = [28, 28, 1], classes = 10, kernelRegularizer } = options
  return sequential(
    [
      ...stage(32, options),
      ...stage(64, options),
      flatten(),
      dense(classes, { activation: 'softmax', kernelRegularizer }),
    ],
    { inputShape },
  )
}

/** A convolution, its normalization and activation; halves the sides. */
function stage(filters: number, options: NetworkOptions): Layer[] {
  const { batchNorm = true, kernelRegularizer } = options
  return [
    conv2d(filters, 3, { padding: 'same', useBias: !batchNorm, kernelInitializer: 'heNormal', kernelRegularizer }),
    ...normalizationOf(options),
    activation('relu'),
    ...dropoutOf(options),
    maxPooling2d(2),
  ]
}
