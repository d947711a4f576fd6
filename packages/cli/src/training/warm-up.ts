import type { Device } from '@evenkeel/core'
import type { ImageDataset, LabelledImages } from '@evenkeel/datasets'
import type { TrainingOptions } from '../options/training-options.js'
import { trainNetwork } from './train-network.js'

const STEPS = 20

/**
 * Trains a network that nobody needs for some steps, so that the time for compiling kernels is not part of the first
 * figure that a device is compared by.
 */
export async function warmUp(device: Device, dataset: ImageDataset, options: TrainingOptions): Promise<void> {
  const part = firstImages(dataset.train, STEPS * options.batchSize)
  await trainNetwork({
    device,
    dataset: { ...dataset, train: part, test: part },
    options: { ...options, epochs: 1 },
    batchNorm: true,
    callbacks: [],
  })
}

function firstImages({ images, labels, count, imageShape }: LabelledImages, wanted: number): LabelledImages {
  const taken = Math.min(count, wanted)
  return {
    images: images.subarray(0, (images.length / count) * taken),
    labels: labels.subarray(0, taken),
    count: taken,
    imageShape,
  }
}
