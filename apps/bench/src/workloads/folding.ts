import { digits } from './inference.js'
import { convolutionalNetwork } from './networks/convolutional.js'
import { settled } from './networks/layers.js'
import type { Network } from './networks/network.js'
import type { Workload } from './workload.js'

/** A network at test time, as it is and with batch norm folded into the layers before it. */
export interface FoldingInputs {
  readonly network: Network
  /** [batchSize, ...inputShape], row-major. */
  readonly images: Float32Array
  readonly batchSize: number
}

const BATCH_SIZE = 64

/** What `fold` is worth for the small convolutional network. */
export const convolutionalFolding: Workload<'folding'> = {
  ...foldingShape(BATCH_SIZE),
  kind: 'folding',
  title: `Inference of the small convolutional network, batch norm as it is and folded, batches of ${BATCH_SIZE}`,
  inputs: () => ({
    network: settled(convolutionalNetwork()),
    images: digits(BATCH_SIZE),
    batchSize: BATCH_SIZE,
  }),
}

/** What is measured and compared of any folding: the folded network computes what the other does. */
export function foldingShape(
  batchSize: number,
): Pick<Workload<'folding'>, 'measures' | 'tolerances' | 'reference' | 'alike'> {
  const work = { amount: batchSize, unit: 'images' }
  return {
    measures: [
      { name: 'unfolded', work },
      { name: 'folded', work, against: 'unfolded' },
    ],
    tolerances: { unfolded: 1e-5, folded: 1e-5 },
    reference: null,
    alike: { folded: 'unfolded' },
  }
}
