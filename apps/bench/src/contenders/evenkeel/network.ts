import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  flatten,
  maxPooling2d,
  sequential,
  type Initializer,
  type Layer,
  type Sequential,
} from '@evenkeel/core'
import type { LayerSpec, Network } from '../../workloads/networks/network.js'

/** The network with its weights, on no device yet. */
export function evenkeelNetwork({ inputShape, layers }: Network): Sequential {
  return sequential(layers.map(evenkeelLayer), { inputShape })
}

function evenkeelLayer(spec: LayerSpec): Layer {
  switch (spec.kind) {
    case 'dense':
      return dense(spec.units, {
        activation: spec.activation,
        kernelInitializer: values(spec.kernel),
        useBias: spec.bias !== null,
        biasInitializer: spec.bias === null ? undefined : values(spec.bias),
      })
    case 'convolution':
      return conv2d(spec.filters, spec.size, {
        padding: 'same',
        kernelInitializer: values(spec.kernel),
        useBias: false,
      })
    case 'batchNorm':
      return batchNormalization({
        momentum: spec.momentum,
        epsilon: spec.epsilon,
        gammaInitializer: values(spec.gamma),
        betaInitializer: values(spec.beta),
        movingMeanInitializer: values(spec.mean),
        movingVarianceInitializer: values(spec.variance),
      })
    case 'activation':
      return activation(spec.activation)
    case 'maxPool':
      return maxPooling2d(2)
    case 'flatten':
      return flatten()
  }
}

function values(given: Float32Array): Initializer {
  return { name: 'given', generate: () => given }
}
