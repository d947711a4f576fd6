import { adam, type Callback, type Device, type HostTensor } from '@evenkeel/core'
import type { ImageDataset, LabelledImages } from '@evenkeel/datasets'
import type { TrainingOptions } from '../options/training-options.js'
import { articleNetwork } from './article-network.js'

/** What a run came to; the members and their order are those of the JSON. */
export interface TrainingResult {
  /** The name of the device. */
  readonly device: string
  /** As given by `--data`. */
  readonly data: string
  readonly epochs: number
  /** Mean loss over the steps of the last epoch. */
  readonly trainLoss: number
  /** Mean loss over the test images after training, with running statistics. */
  readonly testLoss: number
  /** Share of the test images that were classified correctly, 0 to 1. */
  readonly testAccuracy: number
  /** Time spent in training steps; loading and testing excluded. */
  readonly trainSeconds: number
  readonly imagesPerSecond: number
  readonly seed: number
  readonly batchNorm: boolean
}

/** One run: a device, data, and how to train. */
export interface TrainingTask {
  readonly device: Device
  readonly dataset: ImageDataset
  readonly options: TrainingOptions
  readonly batchNorm: boolean
  /** Weight of the old running statistics. Default 0.99. */
  readonly momentum?: number
  readonly callbacks: readonly Callback[]
}

/** Trains the article's network from scratch, and tests it. */
export async function trainNetwork({
  device,
  dataset,
  options,
  batchNorm,
  momentum,
  callbacks,
}: TrainingTask): Promise<TrainingResult> {
  const { train, test, classes } = dataset
  const { data, epochs, batchSize, learningRate, seed } = options
  const model = articleNetwork({ pixels: pixelsOf(train), classes, batchNorm, momentum })
  try {
    const optimizer = adam({ learningRate })
    model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], seed })
    const history = await model.fit(flatten(train), train.labels, { epochs, batchSize, callbacks })
    const tested = await model.evaluate(flatten(test), test.labels)
    const trainSeconds = history.trainingMs / 1000
    return {
      device: device.name,
      data,
      epochs,
      trainLoss: history.metrics.loss[epochs - 1],
      testLoss: tested.loss,
      testAccuracy: tested.accuracy,
      trainSeconds,
      imagesPerSecond: history.samples / trainSeconds,
      seed,
      batchNorm,
    }
  } finally {
    model.dispose()
  }
}

/** Each image as one row, [N, pixels]. */
export function flatten(part: LabelledImages): HostTensor {
  return { data: part.images, shape: [part.count, pixelsOf(part)] }
}

function pixelsOf({ imageShape }: LabelledImages): number {
  return imageShape.reduce((product, extent) => product * extent, 1)
}
