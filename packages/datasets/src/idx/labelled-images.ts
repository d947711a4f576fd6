import { DatasetError, OptionError } from '@evenkeel/core'
import { checkInteger } from '../check-integer.js'
import type { LabelledImages } from '../image-dataset.js'
import type { IdxArray } from './idx-array.js'

export interface LabelledImagesOptions {
  /**
   * Factor from a stored pixel to its value, positive and finite. Default 1/255 for unsigned bytes
   * and 1 for other element types. Pixels of another range need their own: 1/16 for the 8 by 8
   * digits, whose bytes are `0..16`.
   */
  readonly scale?: number
  /** Number of classes; labels must lie in `0..classes - 1`. Default the largest label plus 1. */
  readonly classes?: number
}

/**
 * Joins an IDX file of images `[N, height, width]` (or `[N, height, width, channels]`) and one of
 * labels `[N]`.
 *
 * @throws DatasetError where the shapes do not fit, there are no images, or a label is out of range.
 * @throws OptionError for a scale or a number of classes out of range.
 */
export function labelledImages(
  images: IdxArray,
  labels: IdxArray,
  { scale = images.dtype === 'uint8' ? 1 / 255 : 1, classes }: LabelledImagesOptions = {},
): LabelledImages {
  checkScale(scale)
  checkShapes(images, labels)
  checkLabels(labels, classes ?? countClasses(labels))
  const pixels = new Float32Array(images.data.length)
  for (let index = 0; index < pixels.length; index++) pixels[index] = images.data[index] * scale
  return {
    images: pixels,
    labels: Int32Array.from(labels.data),
    count: images.shape[0],
    imageShape: images.shape.slice(1),
  }
}

/** The largest label plus 1; at least 1. */
export function countClasses(labels: IdxArray): number {
  let largest = 0
  for (const label of labels.data) if (label > largest) largest = label
  return Math.floor(largest) + 1
}

function checkScale(scale: number): void {
  if (Number.isFinite(scale) && scale > 0) return
  throw new OptionError({
    what: `scale is ${String(scale)}, expected a positive finite number.`,
    remedy: 'Pass 1 divided by the value of a white pixel, such as 1 / 255.',
  })
}

function checkShapes(images: IdxArray, labels: IdxArray): void {
  if (images.shape.length !== 3 && images.shape.length !== 4) {
    throw new DatasetError({
      what: `${images.file}: shape [${images.shape.join(', ')}], expected images [N, height, width].`,
      remedy: 'Pass the file of images, such as train-images-idx3-ubyte; are images and labels exchanged?',
    })
  }
  if (labels.shape.length !== 1) {
    throw new DatasetError({
      what: `${labels.file}: shape [${labels.shape.join(', ')}], expected labels [N].`,
      remedy: 'Pass the file of labels, such as train-labels-idx1-ubyte; are images and labels exchanged?',
    })
  }
  if (images.shape[0] !== labels.shape[0]) {
    throw new DatasetError({
      what: `${images.file} holds ${images.shape[0]} images, but ${labels.file} holds ${labels.shape[0]} labels.`,
      remedy: 'Pass images and labels of the same part of one data set.',
    })
  }
  if (images.data.length === 0) {
    throw new DatasetError({
      what: `${images.file}: shape [${images.shape.join(', ')}] holds no pixels.`,
      remedy: 'Pass a file with at least one image.',
    })
  }
}

function checkLabels(labels: IdxArray, classes: number): void {
  checkInteger('classes', classes, 1)
  const index = labels.data.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= classes)
  if (index === -1) return
  throw new DatasetError({
    what: `${labels.file}: label ${labels.data[index]} at index ${index}, expected integers in 0..${classes - 1}.`,
    remedy: 'Pass a larger number of classes, or renumber the labels from 0.',
  })
}
