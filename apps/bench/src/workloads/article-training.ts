import { articleNetwork } from './networks/article.js'
import { ADAM, trainingWorkload } from './training.js'
import type { Workload } from './workload.js'

/** Training of the article's network. */
export const articleTraining: Workload<'training'> = trainingWorkload({
  title: '784 → dense 64 relu → batch norm → dense 10 softmax, Adam',
  network: articleNetwork,
  optimizer: ADAM,
  batchSize: 128,
  batches: 10,
  epochs: 5,
  unit: 'images',
  tolerance: 2e-5,
})
