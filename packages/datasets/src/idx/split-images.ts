import { OptionError } from '@evenkeel/core'
import { checkInteger } from '../check-integer.js'
import type { LabelledImages } from '../image-dataset.js'
import { Random } from '../random.js'

export interface SplitOptions {
  /** Part of the images that becomes the test part, between 0 and 1. Default 0.2. */
  readonly testFraction?: number
  /** Seed of the shuffle that decides which; a non-negative safe integer. Default 1. */
  readonly seed?: number
}

/**
 * Shuffles the images and takes the first `round(count * testFraction)` as the test part; the same
 * seed gives the same parts.
 *
 * @throws OptionError for a seed out of range or a fraction that leaves a part empty.
 */
export function splitImages(
  all: LabelledImages,
  { testFraction = 0.2, seed = 1 }: SplitOptions = {},
): { train: LabelledImages; test: LabelledImages } {
  const testCount = Math.round(all.count * testFraction)
  if (!(testCount >= 1 && testCount < all.count)) {
    throw new OptionError({
      what: `testFraction is ${String(testFraction)}, which takes ${testCount} of ${all.count} images for the test part.`,
      remedy: 'Pass a fraction between 0 and 1 that leaves images in both parts.',
    })
  }
  checkInteger('seed', seed, 0)
  const order = new Random(seed).shuffle(Int32Array.from({ length: all.count }, (_, index) => index))
  return { train: take(all, order.subarray(testCount)), test: take(all, order.subarray(0, testCount)) }
}

function take({ images, labels, imageShape }: LabelledImages, indices: Int32Array): LabelledImages {
  const pixels = imageShape.reduce((product, length) => product * length, 1)
  const taken = new Float32Array(indices.length * pixels)
  for (const [position, index] of indices.entries()) {
    taken.set(images.subarray(index * pixels, (index + 1) * pixels), position * pixels)
  }
  return { images: taken, labels: indices.map((index) => labels[index]), count: indices.length, imageShape }
}
