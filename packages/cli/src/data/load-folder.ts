import { loadIdxFolder, type ImageDataset } from '@evenkeel/datasets'

/** How the files of a folder are read. */
export interface FolderOptions {
  /** Which data set of a folder that holds several. */
  readonly prefix?: string
  /** Factor from a stored pixel to its value. Default: 1 divided by the largest pixel of the training images. */
  readonly scale?: number
}

/**
 * The IDX files of a folder. Folders hold bytes up to 255, up to 16, or fractions; whatever it is, the largest training
 * pixel becomes 1, which for MNIST is the usual division by 255.
 *
 * @throws DatasetError and OptionError as `loadIdxFolder`
 */
export async function loadFolder(folder: string, { prefix, scale }: FolderOptions): Promise<ImageDataset> {
  if (scale !== undefined) return loadIdxFolder(folder, { prefix, scale })
  const dataset = await loadIdxFolder(folder, { prefix, scale: 1 })
  const largest = dataset.train.images.reduce((max, pixel) => Math.max(max, pixel), 0)
  if (largest === 0) return dataset
  const factor = 1 / largest
  for (const { images } of [dataset.train, dataset.test]) {
    for (let i = 0; i < images.length; i++) images[i] *= factor
  }
  return dataset
}
