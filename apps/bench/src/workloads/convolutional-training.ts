import { convolutionalNetwork } from './networks/convolutional.js'
import { ADAM, trainingWorkload } from './training.js'
import type { Workload } from './workload.js'

/** Training of a small convolutional network. Few steps: some contenders need seconds for one. */
export const convolutionalTraining: Workload<'training'> = trainingWorkload({
  title:
    '28×28×1 → conv 3×3×32 → batch norm → relu → pool 2 → conv 3×3×64 → batch norm → relu → pool 2 → dense 10, Adam',
  network: convolutionalNetwork,
  optimizer: ADAM,
  batchSize: 64,
  batches: 1,
  epochs: 2,
  unit: 'images',
  tolerance: 1e-4,
})
