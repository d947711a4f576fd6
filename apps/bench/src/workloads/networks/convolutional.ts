import { batchNormSpec, convolutionSpec, denseSpec } from './layers.js'
import type { LayerSpec, Network } from './network.js'

/** A small convolutional network: twice (convolution 3×3, batch norm, relu, maxima of 2×2), 32 and 64 filters; dense. */
export function convolutionalNetwork(): Network {
  return {
    inputShape: [28, 28, 1],
    layers: [
      ...block(1, 32, 0),
      ...block(32, 64, 1),
      { kind: 'flatten' },
      denseSpec(7 * 7 * 64, 10, 2, { activation: 'softmax' }),
    ],
  }
}

function block(channels: number, filters: number, stream: number): LayerSpec[] {
  return [
    convolutionSpec(channels, filters, stream),
    batchNormSpec(filters),
    { kind: 'activation', activation: 'relu' },
    { kind: 'maxPool' },
  ]
}
