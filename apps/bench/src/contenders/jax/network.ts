import type { BatchNormSpec, DenseSpec, LayerSpec, Network } from '../../workloads/networks/network.js'
import { normalizeByBatch, normalizeByRunning } from './batch-norm.js'
import type { Jax, JaxArray } from './jax.js'

/** The values of a layer: parameters, and running statistics where they are used. */
export type JaxLayer = { readonly [name: string]: JaxArray }

/** What learns, by layer; layers without parameters have an empty entry. */
export function jaxParameters({ numpy: np }: Jax, { layers }: Network): JaxLayer[] {
  return layers.map((spec): JaxLayer => {
    switch (spec.kind) {
      case 'dense': {
        const kernel = np.array(spec.kernel).reshape([spec.inputs, spec.units])
        return spec.bias === null ? { kernel } : { kernel, bias: np.array(spec.bias) }
      }
      case 'convolution':
        return { kernel: np.array(spec.kernel).reshape([spec.filters, spec.channels, spec.size, spec.size]) }
      case 'batchNorm':
        return { gamma: np.array(spec.gamma), beta: np.array(spec.beta) }
      default:
        return {}
    }
  })
}

/** The same with running statistics. */
export function jaxWeights(jax: Jax, network: Network): JaxLayer[] {
  const { numpy: np } = jax
  return jaxParameters(jax, network).map((layer, i) => {
    const spec = network.layers[i]
    if (spec.kind !== 'batchNorm') return layer
    return { ...layer, mean: np.array(spec.mean), variance: np.array(spec.variance) }
  })
}

/** The output before a last softmax. Uses up the weights and x. */
export function jaxForward(
  jax: Jax,
  { layers }: Network,
  weights: readonly JaxLayer[],
  x: JaxArray,
  training: boolean,
): JaxArray {
  return layers.reduce((input, spec, i) => applyLayer(jax, spec, weights[i], input, training), x)
}

function applyLayer(jax: Jax, spec: LayerSpec, weights: JaxLayer, x: JaxArray, training: boolean): JaxArray {
  const { numpy: np, nn, lax } = jax
  switch (spec.kind) {
    case 'dense':
      return applyDense(jax, spec, weights, x)
    case 'convolution':
      return lax.convGeneralDilated(x, weights.kernel, [1, 1], 'SAME')
    case 'batchNorm':
      return applyBatchNorm(jax, spec, weights, x, training)
    case 'activation':
      return spec.activation === 'relu' ? nn.relu(x) : nn.sigmoid(x)
    case 'maxPool': {
      const [count, channels, height, width] = x.shape
      return np.max(x.reshape([count, channels, height / 2, 2, width / 2, 2]), [3, 5])
    }
    case 'flatten':
      return x.reshape([x.shape[0], x.shape.slice(1).reduce((size, extent) => size * extent)])
  }
}

function applyDense({ numpy: np, nn }: Jax, { activation }: DenseSpec, weights: JaxLayer, x: JaxArray): JaxArray {
  const product = np.matmul(x, weights.kernel)
  const sum = weights.bias === undefined ? product : product.add(weights.bias)
  return activation === 'relu' ? nn.relu(sum) : sum
}

function applyBatchNorm(
  jax: Jax,
  { channels, epsilon }: BatchNormSpec,
  weights: JaxLayer,
  x: JaxArray,
  training: boolean,
): JaxArray {
  const rank = x.shape.length
  const vectorShape = [channels, ...x.shape.slice(2).map(() => 1)]
  const shaped = (vector: JaxArray): JaxArray => (rank === 2 ? vector : vector.reshape(vectorShape))
  const affine = { gamma: shaped(weights.gamma), beta: shaped(weights.beta), epsilon }
  if (training)
    return normalizeByBatch(
      jax,
      x,
      [0, 2, 3].filter((axis) => axis < rank),
      affine,
    )
  return normalizeByRunning(jax, x, { ...affine, mean: shaped(weights.mean), variance: shaped(weights.variance) })
}
