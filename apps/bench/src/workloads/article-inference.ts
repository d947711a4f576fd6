import { batchName, digits } from './inference.js'
import { articleNetwork } from './networks/article.js'
import { settled } from './networks/layers.js'
import type { Workload } from './workload.js'

const BATCHES = [1, 128, 1024]

/** Predictions of the article's network, from images in the contender's memory to probabilities on the host. */
export const articleInference: Workload<'inference'> = {
  kind: 'inference',
  title: 'Inference: 784 → dense 64 relu → batch norm → dense 10 softmax, until the probabilities can be read',
  measures: BATCHES.map((size) => ({ name: batchName(size), work: { amount: size, unit: 'images' } })),
  tolerances: Object.fromEntries(BATCHES.map((size) => [batchName(size), 1e-5])),
  reference: null,
  inputs: () => ({ network: settled(articleNetwork()), images: digits(Math.max(...BATCHES)), batches: BATCHES }),
}
