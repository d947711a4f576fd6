import { DatasetError } from '@evenkeel/core'
import { labelledImages, parseIdx, splitImages, type IdxArray, type LabelledImages } from '@evenkeel/datasets'
import type { DataFacts } from '../../protocol/facts.js'
import { IMAGE_SIDE } from '../../protocol/image.js'

/** What is read of a file. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

const CLASSES = 10
const TEST_SHARE = 1 / 6

/**
 * Images with labels from IDX files, packed with gzip or not: one file of images and one of labels, of which a sixth
 * becomes the test part, or train and test files, told apart by `t10k` or `test` in their names.
 *
 * @throws DatasetError where the files are not that, with what to do.
 */
export async function readIdxFiles(files: readonly NamedBytes[]): Promise<DataFacts> {
  const arrays = await Promise.all(files.map(({ name, bytes }) => parseIdx(bytes, { file: name })))
  const trainFiles = arrays.filter(({ file }) => !isTestFile(file))
  const testFiles = arrays.filter(({ file }) => isTestFile(file))
  const name = arrays.map(({ file }) => file).join(', ')
  if (trainFiles.length === 0 || testFiles.length === 0) {
    const { train, test } = splitImages(join(arrays), { testFraction: TEST_SHARE })
    return facts(name, train, test)
  }
  return facts(name, join(trainFiles), join(testFiles))
}

function isTestFile(name: string): boolean {
  return /t10k|test/i.test(name)
}

function join(arrays: readonly IdxArray[]): LabelledImages {
  const images = arrays.filter(({ shape }) => shape.length > 1)
  const labels = arrays.filter(({ shape }) => shape.length === 1)
  if (images.length !== 1 || labels.length !== 1) {
    throw new DatasetError({
      what: `${images.length} files of images and ${labels.length} of labels, expected one of each.`,
      remedy:
        'Choose train-images-idx3-ubyte and train-labels-idx1-ubyte together, and the t10k files with them if you like.',
    })
  }
  const joined = labelledImages(images[0], labels[0], { classes: CLASSES })
  if (joined.imageShape.length !== 2 || joined.imageShape.some((length) => length !== IMAGE_SIDE)) {
    throw new DatasetError({
      what: `${images[0].file}: images of [${joined.imageShape.join(', ')}], expected [${IMAGE_SIDE}, ${IMAGE_SIDE}].`,
      remedy: 'Choose images of 28 by 28 pixels, such as MNIST or Fashion-MNIST.',
    })
  }
  return joined
}

function facts(name: string, train: LabelledImages, test: LabelledImages): DataFacts {
  return {
    name,
    classes: CLASSES,
    trainImages: bytesOf(train.images),
    trainLabels: Uint8Array.from(train.labels),
    testImages: bytesOf(test.images),
    testLabels: Uint8Array.from(test.labels),
  }
}

function bytesOf(pixels: Float32Array): Uint8Array {
  return Uint8Array.from(pixels, (value) => Math.max(0, Math.min(255, Math.round(255 * value))))
}
