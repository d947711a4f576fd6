import type { LayerSpec, Network } from '../../workloads/networks/network.js'
import type { TfLayer, TfLayerOptions, TfModel, Tfjs } from './tfjs.js'

/** The network as a model of layers, with its weights. */
export function tfjsNetwork(tf: Tfjs, { inputShape, layers }: Network): TfModel {
  const model = tf.sequential()
  const built = layers.map((spec, i) => {
    const layer = tfjsLayer(tf, spec, i === 0 ? { inputShape } : {})
    model.add(layer)
    return { spec, layer }
  })
  tf.tidy(() => {
    for (const { spec, layer } of built) {
      const weights = weightsOf(spec)
      if (weights.length === 0) continue
      layer.setWeights(weights.map(({ values, shape }) => tf.tensor(values, shape, 'float32')))
    }
  })
  return model
}

function tfjsLayer(tf: Tfjs, spec: LayerSpec, options: TfLayerOptions): TfLayer {
  switch (spec.kind) {
    case 'dense': {
      const { units, activation, bias } = spec
      return tf.layers.dense({ ...options, units, activation: activation ?? undefined, useBias: bias !== null })
    }
    case 'convolution':
      return tf.layers.conv2d({
        ...options,
        filters: spec.filters,
        kernelSize: spec.size,
        padding: 'same',
        useBias: false,
      })
    case 'batchNorm':
      return tf.layers.batchNormalization({ ...options, momentum: spec.momentum, epsilon: spec.epsilon })
    case 'activation':
      return tf.layers.activation({ ...options, activation: spec.activation })
    case 'maxPool':
      return tf.layers.maxPooling2d({ ...options, poolSize: 2 })
    case 'flatten':
      return tf.layers.flatten(options)
  }
}

interface Weight {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/** In the order in which the layers of TensorFlow.js have them. */
function weightsOf(spec: LayerSpec): Weight[] {
  switch (spec.kind) {
    case 'dense': {
      const kernel = { values: spec.kernel, shape: [spec.inputs, spec.units] }
      return spec.bias === null ? [kernel] : [kernel, { values: spec.bias, shape: [spec.units] }]
    }
    case 'convolution':
      return [{ values: spec.kernel, shape: [spec.size, spec.size, spec.channels, spec.filters] }]
    case 'batchNorm': {
      const vectors = [spec.gamma, spec.beta, spec.mean, spec.variance]
      return vectors.map((values) => ({ values, shape: [spec.channels] }))
    }
    default:
      return []
  }
}
