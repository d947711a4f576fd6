import { adam, batchNormalization, dense, sequential, tensor, type Device, type Sequential } from '@evenkeel/core'
import type { ArticleTrainingInputs } from '../../workloads/article-training.js'
import type { Subject } from '../../workloads/workload.js'

/** `model.fit` on tensors that lie on the device. */
export function evenkeelArticleTraining(device: Device, inputs: ArticleTrainingInputs): Subject {
  const { samples, pixels, batchSize, epochs } = inputs
  const x = tensor(device, inputs.images, { shape: [samples, pixels] })
  const y = tensor(device, inputs.labels, { dtype: 'int32' })
  const model = buildModel(device, inputs)
  const train = async (): Promise<readonly number[]> => {
    const { metrics } = await model.fit(x, y, { batchSize, epochs, shuffle: false })
    return metrics.loss
  }
  return {
    outputs: async () => ({ loss: Float32Array.from(await train()) }),
    runs: { training: async () => void (await train()) },
    dispose: () => [x, y, model].forEach((owned) => owned.dispose()),
  }
}

function buildModel(device: Device, inputs: ArticleTrainingInputs): Sequential {
  const { pixels, hidden, classes, hiddenKernel, outputKernel, batchNorm } = inputs
  const { rate: learningRate, ...rule } = inputs.adam
  const hiddenLayer = dense(hidden, { activation: 'relu', inputShape: [pixels] })
  const outputLayer = dense(classes, { activation: 'softmax' })
  const model = sequential([hiddenLayer, batchNormalization(batchNorm), outputLayer])
  model.compile({
    device,
    optimizer: adam({ learningRate, ...rule, form: 'torch' }),
    loss: 'sparseCategoricalCrossentropy',
  })
  hiddenLayer.kernel.assign(device, { data: hiddenKernel, shape: [pixels, hidden] })
  outputLayer.kernel.assign(device, { data: outputKernel, shape: [hidden, classes] })
  return model
}
