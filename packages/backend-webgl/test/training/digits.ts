import { applications, type Device, type Example, type Optimizer, type Sequential } from '@evenkeel/core'
import { syntheticDigits } from '@evenkeel/datasets'

const PIXELS = 784

/** Batches of drawn digits, in order. */
export function digitBatches(count: number, batchSize: number): Example[] {
  const { images, labels } = syntheticDigits({ trainSize: count * batchSize, testSize: 1 }).train
  return Array.from({ length: count }, (_, batch) => ({
    x: {
      data: images.subarray(batch * batchSize * PIXELS, (batch + 1) * batchSize * PIXELS),
      shape: [batchSize, PIXELS],
    },
    y: labels.subarray(batch * batchSize, (batch + 1) * batchSize),
  }))
}

/** The article's network, ready to train from weights that depend on the seed alone. */
export function networkOn(device: Device, optimizer: Optimizer): Sequential {
  const model = applications.articleNetwork()
  model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', seed: 7 })
  return model
}
