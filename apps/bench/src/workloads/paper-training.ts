import { paperNetwork } from './networks/paper.js'
import { trainingWorkload } from './training.js'
import type { Workload } from './workload.js'

/** Training of the network of the paper on batch norm, section 4.1. The paper does not give its learning rate. */
export const paperTraining: Workload<'training'> = trainingWorkload({
  title: '784 → 3 × (dense 100 → batch norm → sigmoid) → dense 10 softmax, SGD',
  network: paperNetwork,
  optimizer: { kind: 'sgd', rate: 0.1 },
  batchSize: 60,
  batches: 20,
  epochs: 2,
  unit: 'steps',
  tolerance: 2e-5,
})
