import { batchName, digits } from './inference.js'
import { convolutionalNetwork } from './networks/convolutional.js'
import { settled } from './networks/layers.js'
import type { Workload } from './workload.js'

const BATCHES = [1, 64]

/** Predictions of the small convolutional network, from images in the contender's memory to probabilities on the host. */
export const convolutionalInference: Workload<'inference'> = {
  kind: 'inference',
  title: 'Inference: the network of convolutional-training, until the probabilities can be read',
  measures: BATCHES.map((size) => ({ name: batchName(size), work: { amount: size, unit: 'images' } })),
  tolerances: Object.fromEntries(BATCHES.map((size) => [batchName(size), 1e-5])),
  reference: null,
  inputs: () => ({
    network: settled(convolutionalNetwork()),
    images: digits(Math.max(...BATCHES)),
    batches: BATCHES,
  }),
}
