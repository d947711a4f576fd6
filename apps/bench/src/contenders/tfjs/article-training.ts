import type { ArticleTrainingInputs } from '../../workloads/article-training.js'
import type { Subject } from '../../workloads/workload.js'
import type { TfModel, TfTensor, Tfjs } from './tfjs.js'

interface Batch {
  readonly x: TfTensor
  readonly y: TfTensor
}

/**
 * `model.trainOnBatch` on batches that lie in the backend's memory, cut beforehand: faster than `model.fit`, which
 * gathers each batch anew.
 */
export function tfjsArticleTraining(tf: Tfjs, inputs: ArticleTrainingInputs): Subject {
  const batches = cutBatches(tf, inputs)
  const model = buildModel(tf, inputs)
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
    runs: { training: async () => void (await train()) },
    dispose: () => {
      model.dispose()
      for (const { x, y } of batches) [x, y].forEach((owned) => owned.dispose())
    },
  }
}

function cutBatches(tf: Tfjs, { images, labels, samples, pixels, batchSize }: ArticleTrainingInputs): Batch[] {
  return Array.from({ length: samples / batchSize }, (_, i) => {
    const [first, end] = [i * batchSize, (i + 1) * batchSize]
    return {
      x: tf.tensor(images.slice(first * pixels, end * pixels), [batchSize, pixels], 'float32'),
      y: tf.tensor(Float32Array.from(labels.subarray(first, end)), [batchSize, 1], 'float32'),
    }
  })
}

function buildModel(tf: Tfjs, inputs: ArticleTrainingInputs): TfModel {
  const { pixels, hidden, classes, hiddenKernel, outputKernel } = inputs
  const { rate, beta1, beta2, epsilon } = inputs.adam
  const hiddenLayer = tf.layers.dense({ units: hidden, activation: 'relu', inputShape: [pixels] })
  const outputLayer = tf.layers.dense({ units: classes, activation: 'softmax' })
  const model = tf.sequential()
  model.add(hiddenLayer)
  model.add(tf.layers.batchNormalization({ ...inputs.batchNorm }))
  model.add(outputLayer)
  model.compile({ optimizer: tf.train.adam(rate, beta1, beta2, epsilon), loss: 'sparseCategoricalCrossentropy' })
  tf.tidy(() => {
    const kernel = tf.tensor(hiddenKernel, [pixels, hidden], 'float32')
    hiddenLayer.setWeights([kernel, ...hiddenLayer.getWeights().slice(1)])
    outputLayer.setWeights([
      tf.tensor(outputKernel, [hidden, classes], 'float32'),
      ...outputLayer.getWeights().slice(1),
    ])
  })
  return model
}
