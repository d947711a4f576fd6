import { checkInteger } from '../check-integer.js'
import type { ImageDataset, LabelledImages } from '../image-dataset.js'
import { Random } from '../random.js'
import { drawDigit } from './draw-digit.js'

const SIZE = 28
const CLASSES = 10

export interface SyntheticDigitsOptions {
  /** Number of training images, an integer of at least 1. Default 6000. */
  readonly trainSize?: number
  /** Number of test images, an integer of at least 1. Default 1000. */
  readonly testSize?: number
  /** A non-negative safe integer; the same seed gives the same bits everywhere. Default 1. */
  readonly seed?: number
}

/**
 * Draws handwritten-looking digits 0 to 9 of 28 by 28 pixels: no download, no files. Images are
 * `[count, 28, 28]` in `0..1` at 256 levels, white ink (1) on black (0) as in MNIST.
 *
 * Each image has its own random stream, named by seed, split and index. So train and test share
 * nothing, and image i does not depend on how many are drawn. Every ten successive images hold each
 * digit once, in random order.
 *
 * @throws OptionError for a size or seed out of range.
 */
export function syntheticDigits({
  trainSize = 6000,
  testSize = 1000,
  seed = 1,
}: SyntheticDigitsOptions = {}): ImageDataset {
  checkInteger('trainSize', trainSize, 1)
  checkInteger('testSize', testSize, 1)
  checkInteger('seed', seed, 0)
  return {
    name: 'synthetic-digits',
    classes: CLASSES,
    train: drawSplit(seed, 0, trainSize),
    test: drawSplit(seed, 1, testSize),
  }
}

function drawSplit(seed: number, split: number, count: number): LabelledImages {
  const images = new Float32Array(count * SIZE * SIZE)
  const labels = new Int32Array(count)
  for (let start = 0; start < count; start += CLASSES) {
    const order = new Random(seed, split, start, 0).shuffle(Int32Array.from({ length: CLASSES }, (_, digit) => digit))
    labels.set(order.subarray(0, Math.min(CLASSES, count - start)), start)
  }
  for (let index = 0; index < count; index++) {
    const image = images.subarray(index * SIZE * SIZE, (index + 1) * SIZE * SIZE)
    drawDigit(new Random(seed, split, index, 1), labels[index], image, SIZE)
  }
  return { images, labels, count, imageShape: [SIZE, SIZE] }
}
