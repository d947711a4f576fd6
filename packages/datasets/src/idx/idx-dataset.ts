import { DatasetError } from '@evenkeel/core'
import type { ImageDataset } from '../image-dataset.js'
import type { IdxArray } from './idx-array.js'
import { countClasses, labelledImages, type LabelledImagesOptions } from './labelled-images.js'

/** One value for each of the four files of a data set with a train and a test part. */
export interface IdxParts<Value> {
  readonly trainImages: Value
  readonly trainLabels: Value
  readonly testImages: Value
  readonly testLabels: Value
}

/**
 * Joins the four files of a data set; labels of both parts count for the number of classes.
 *
 * @throws DatasetError as {@link labelledImages}, and where train and test images differ in shape.
 */
export function idxDataset(name: string, parts: IdxParts<IdxArray>, options: LabelledImagesOptions): ImageDataset {
  const classes = options.classes ?? Math.max(countClasses(parts.trainLabels), countClasses(parts.testLabels))
  const train = labelledImages(parts.trainImages, parts.trainLabels, { ...options, classes })
  const test = labelledImages(parts.testImages, parts.testLabels, { ...options, classes })
  if (train.imageShape.join() !== test.imageShape.join()) {
    throw new DatasetError({
      what:
        `${parts.trainImages.file} holds images of [${train.imageShape.join(', ')}], ` +
        `but ${parts.testImages.file} of [${test.imageShape.join(', ')}].`,
      remedy: 'Pass train and test files of one data set.',
    })
  }
  return { name, classes, train, test }
}
