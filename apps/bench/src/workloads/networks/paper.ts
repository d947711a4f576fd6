import { batchNormSpec, denseSpec } from './layers.js'
import type { LayerSpec, Network } from './network.js'

const WIDTHS = [784, 100, 100, 100]

/**
 * The network of section 4.1 of the paper (Ioffe and Szegedy 2015): three hidden layers of 100 sigmoids, batch norm
 * before each sigmoid (in place of the bias), and 10 outputs.
 */
export function paperNetwork(): Network {
  const hidden = WIDTHS.slice(1).flatMap((width, i): LayerSpec[] => [
    denseSpec(WIDTHS[i], width, i, { bias: false }),
    batchNormSpec(width),
    { kind: 'activation', activation: 'sigmoid' },
  ])
  return { inputShape: [784], layers: [...hidden, denseSpec(100, 10, 3, { activation: 'softmax' })] }
}
