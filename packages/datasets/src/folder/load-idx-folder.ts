import { DatasetError } from '@evenkeel/core'
import { idxDataset } from '../idx/idx-dataset.js'
import type { IdxArray } from '../idx/idx-array.js'
import { countClasses, labelledImages, type LabelledImagesOptions } from '../idx/labelled-images.js'
import { parseIdx } from '../idx/parse-idx.js'
import { splitImages, type SplitOptions } from '../idx/split-images.js'
import type { ImageDataset } from '../image-dataset.js'
import { nodeFiles } from '../node-files.js'
import { findIdxFiles } from './find-idx-files.js'

/** `testFraction` and `seed` matter only for a folder without a test part. */
export interface LoadIdxFolderOptions extends LabelledImagesOptions, SplitOptions {
  /** Name of the data set. Default the last part of the folder's path. */
  readonly name?: string
  /**
   * What stands before `train-images-idx3-ubyte` in the names of the files, such as
   * `'emnist-digits-'`. Default the only one present.
   */
  readonly prefix?: string
}

/**
 * Loads a data set of IDX files from a folder; Node only. It looks for
 *
 * - `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
 *   `t10k-labels-idx1-ubyte`, also with `.idx` instead of `-idx`, `test` instead of `t10k`, with a
 *   prefix (`emnist-digits-train-images-idx3-ubyte`) and with `.gz`;
 * - or one pair such as `digits-images-idx3-ubyte` and `digits-labels-idx1-ubyte`, which is shuffled
 *   with `seed` and split by `testFraction`.
 *
 * Note that EMNIST stores its images transposed.
 *
 * @throws DatasetError where the folder or a file is missing, a file is not valid IDX, or the files
 *   do not fit together.
 * @throws OptionError for an option out of range.
 */
export async function loadIdxFolder(folder: string, options: LoadIdxFolderOptions = {}): Promise<ImageDataset> {
  const { fs, path } = nodeFiles('loadIdxFolder')
  const name = options.name ?? path.basename(path.resolve(folder))
  const present = await fs.readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new DatasetError({
      what: `The folder ${path.resolve(folder)} cannot be read (${cause.code}).`,
      remedy: 'Pass the path of an existing folder of IDX files, or use mnist() to download them.',
      cause,
    })
  })
  const files = findIdxFiles(folder, present, options.prefix)
  const read = async (file: string): Promise<IdxArray> =>
    parseIdx(await fs.readFile(path.join(folder, file)), { file: path.join(folder, file) })
  if ('images' in files) {
    const labels = await read(files.labels)
    const classes = options.classes ?? countClasses(labels)
    const all = labelledImages(await read(files.images), labels, { ...options, classes })
    return { name, classes, ...splitImages(all, options) }
  }
  const parts = {
    trainImages: await read(files.trainImages),
    trainLabels: await read(files.trainLabels),
    testImages: await read(files.testImages),
    testLabels: await read(files.testLabels),
  }
  return idxDataset(name, parts, options)
}
