import { keep, tensor, type Device, type Shape, type Tensor } from '@evenkeel/core'
import { syntheticDigits } from '@evenkeel/datasets'
import type { DataFacts } from '../protocol/facts.js'
import { IMAGE_PIXELS } from '../protocol/image.js'

/** Images in 0…1 with labels, on the host. */
export interface Images {
  /** [count, 784]. */
  readonly pixels: Float32Array
  readonly labels: Int32Array
}

export interface ImageData {
  readonly classes: number
  readonly train: Images
  readonly test: Images
}

/** Images on the device. */
export interface ResidentImages {
  readonly x: Tensor
  readonly y: Tensor
}

/** The data of a run; the built-in digits where none is given. */
export function readImages(data: DataFacts | null): ImageData {
  if (data === null) {
    const { classes, train, test } = syntheticDigits()
    const asImages = ({ images, labels }: typeof train): Images => ({ pixels: images, labels })
    return { classes, train: asImages(train), test: asImages(test) }
  }
  return {
    classes: data.classes,
    train: fromBytes(data.trainImages, data.trainLabels),
    test: fromBytes(data.testImages, data.testLabels),
  }
}

/** Puts images on the device, in the shape in which they enter a network. */
export function placeImages(device: Device, { pixels, labels }: Images, inputShape: Shape): ResidentImages {
  return {
    x: keep(tensor(device, pixels, { shape: [labels.length, ...inputShape] })),
    y: keep(tensor(device, labels, { dtype: 'int32' })),
  }
}

/** The first images of a set, [count, 784]. */
export function firstPixels({ pixels, labels }: Images, count: number): Float32Array {
  return pixels.subarray(0, Math.min(count, labels.length) * IMAGE_PIXELS)
}

function fromBytes(images: Uint8Array, labels: Uint8Array): Images {
  return { pixels: Float32Array.from(images, (level) => level / 255), labels: Int32Array.from(labels) }
}
