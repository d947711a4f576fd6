import { glorotUniform, normalData, uniformData } from '../random-data.js'
import type { BatchNormSpec, ConvolutionSpec, DenseSpec, Network } from './network.js'

/** A dense layer with initial weights from `stream`. */
export function denseSpec(
  inputs: number,
  units: number,
  stream: number,
  options: { readonly activation?: DenseSpec['activation']; readonly bias?: boolean } = {},
): DenseSpec {
  const { activation = null, bias = true } = options
  const kernel = glorotUniform(inputs * units, inputs, units, stream)
  return { kind: 'dense', inputs, units, kernel, bias: bias ? new Float32Array(units) : null, activation }
}

/** A convolution with initial weights from `stream`. */
export function convolutionSpec(channels: number, filters: number, stream: number): ConvolutionSpec {
  const size = 3
  const taps = size * size
  const kernel = glorotUniform(taps * channels * filters, taps * channels, taps * filters, stream)
  return { kind: 'convolution', size, channels, filters, kernel }
}

/** A batch-norm layer that has seen nothing: γ = 1, β = 0, mean 0, variance 1. */
export function batchNormSpec(channels: number): BatchNormSpec {
  const vector = (value: number): Float32Array => new Float32Array(channels).fill(value)
  const values = { gamma: vector(1), beta: vector(0), mean: vector(0), variance: vector(1) }
  return { kind: 'batchNorm', channels, momentum: 0.99, epsilon: 1e-3, ...values }
}

/** The network with batch norm as it might be after training: all its vectors random. */
export function settled({ inputShape, layers }: Network): Network {
  return {
    inputShape,
    layers: layers.map((layer, i) => (layer.kind === 'batchNorm' ? { ...layer, ...settledValues(layer, i) } : layer)),
  }
}

function settledValues(
  { channels }: BatchNormSpec,
  layer: number,
): Pick<BatchNormSpec, 'gamma' | 'beta' | 'mean' | 'variance'> {
  const stream = 1000 + 4 * layer
  return {
    gamma: normalData(channels, stream, 1, 0.1),
    beta: normalData(channels, stream + 1, 0, 0.1),
    mean: normalData(channels, stream + 2, 0, 0.5),
    variance: uniformData(channels, stream + 3, 0.5, 1.5),
  }
}
