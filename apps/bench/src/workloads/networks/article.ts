import { batchNormSpec, denseSpec } from './layers.js'
import type { Network } from './network.js'

/** The article's network: 784 → dense 64 relu → batch norm → dense 10 softmax. */
export function articleNetwork(): Network {
  return {
    inputShape: [784],
    layers: [
      denseSpec(784, 64, 0, { activation: 'relu' }),
      batchNormSpec(64),
      denseSpec(64, 10, 1, { activation: 'softmax' }),
    ],
  }
}
