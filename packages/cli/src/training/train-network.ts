import { adam, type Callback, type Device } from '@evenkeel/core'
import type { ImageDataset } from '@evenkeel/datasets'
import type { TrainingOptions } from '../options/training-options.js'
import { learningRateOf, type ScheduleName } from './learning-rate.js'
import { buildNetwork, samplesOf, type NetworkName } from './networks.js'

/** What a run came to; the members and their order are those of the JSON. */
export interface TrainingResult {
  /** The name of the device. */
  readonly device: string
  /** As given by `--data`. */
  readonly data: string
  /** As given by `--network`. */
  readonly network: NetworkName
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
  /** As given by `--schedule`. */
  readonly schedule: ScheduleName
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

/** Trains a network from scratch, and tests it. */
export async function trainNetwork({
  device,
  dataset,
  options,
  batchNorm,
  momentum,
  callbacks,
}: TrainingTask): Promise<TrainingResult> {
  const { train, test, classes } = dataset
  const { data, network, schedule, epochs, batchSize, seed } = options
  const model = buildNetwork({ network, batchNorm, momentum }, classes, train)
  try {
    const optimizer = adam({ learningRate: learningRateOf(options, train.count) })
    model.compile({ device, optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], seed })
    const history = await model.fit(samplesOf(network, train), train.labels, { epochs, batchSize, callbacks })
    const tested = await model.evaluate(samplesOf(network, test), test.labels)
    const trainSeconds = history.trainingMs / 1000
    return {
      device: device.name,
      data,
      network,
      epochs,
      trainLoss: history.metrics.loss[epochs - 1],
      testLoss: tested.loss,
      testAccuracy: tested.accuracy,
      trainSeconds,
      imagesPerSecond: history.samples / trainSeconds,
      seed,
      batchNorm,
      schedule,
    }
  } finally {
    model.dispose()
  }
}
