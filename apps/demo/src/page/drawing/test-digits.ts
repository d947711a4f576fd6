import type { DataFacts } from '../../protocol/facts.js'
import { IMAGE_PIXELS } from '../../protocol/image.js'

/** An image that the network has not trained on, with its label. */
export interface TestDigit {
  /** [784] in 0…1. */
  readonly image: Float32Array
  readonly label: number
}

const BUILT_IN = 100

/** The `index`-th test image, from the beginning again after the last: of the given data, or of the built-in digits. */
export async function testDigit(data: DataFacts | null, index: number): Promise<TestDigit> {
  if (data !== null) {
    const position = index % data.testLabels.length
    const bytes = data.testImages.subarray(position * IMAGE_PIXELS, (position + 1) * IMAGE_PIXELS)
    return { image: Float32Array.from(bytes, (value) => value / 255), label: data.testLabels[position] }
  }
  const { syntheticDigits } = await import('@evenkeel/datasets')
  const { test } = syntheticDigits({ trainSize: 1, testSize: BUILT_IN })
  const position = index % BUILT_IN
  return {
    image: test.images.slice(position * IMAGE_PIXELS, (position + 1) * IMAGE_PIXELS),
    label: test.labels[position],
  }
}
