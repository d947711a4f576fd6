import { timed } from '../../measure/timed.js'
import type { TrainingInputs } from '../../workloads/training.js'
import type { Subject } from '../../workloads/workload.js'
import { tfjsNetwork } from './network.js'
import type { TfOptimizer, TfTensor, Tfjs } from './tfjs.js'

interface Batch {
  readonly x: TfTensor
  readonly y: TfTensor
}

/**
 * `model.trainOnBatch` on batches that lie in the backend's memory, cut beforehand: faster than `model.fit`, which
 * gathers each batch anew.
 */
export function tfjsTraining(tf: Tfjs, inputs: TrainingInputs): Subject {
  const batches = cutBatches(tf, inputs)
  const model = tfjsNetwork(tf, inputs.network)
  model.compile({ optimizer: tfjsOptimizer(tf, inputs), loss: 'sparseCategoricalCrossentropy' })
  const train = async (): Promise<number[]> => {
    const losses: number[] = []
    for (let epoch = 0; epoch < inputs.epochs; epoch++) {
      let sum = 0
      for (const { x, y } of batches) sum += await model.trainOnBatch(x, y)
      losses.push(sum / batches.length)
    }
    return losses
  }
  return {
    outputs: async () => ({ loss: Float32Array.from(await train()) }),
    runs: { training: timed(train) },
    dispose: () => {
      model.dispose()
      for (const { x, y } of batches) [x, y].forEach((owned) => owned.dispose())
    },
  }
}

/** The optimizer that the inputs ask for. */
export function tfjsOptimizer(tf: Tfjs, { optimizer }: TrainingInputs): TfOptimizer {
  if (optimizer.kind === 'sgd') return tf.train.sgd(optimizer.rate)
  const { rate, beta1, beta2, epsilon } = optimizer
  return tf.train.adam(rate, beta1, beta2, epsilon)
}

function cutBatches(tf: Tfjs, { network, images, labels, samples, batchSize }: TrainingInputs): Batch[] {
  const sampleSize = images.length / samples
  return Array.from({ length: samples / batchSize }, (_, i) => {
    const [first, end] = [i * batchSize, (i + 1) * batchSize]
    const x = images.slice(first * sampleSize, end * sampleSize)
    return {
      x: tf.tensor(x, [batchSize, ...network.inputShape], 'float32'),
      y: tf.tensor(Float32Array.from(labels.subarray(first, end)), [batchSize, 1], 'float32'),
    }
  })
}
