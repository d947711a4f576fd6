import type { Checksum } from '../download/checksum.js'
import { loadIdxUrl, type LoadIdxUrlOptions } from '../download/load-idx-url.js'
import type { IdxParts } from '../idx/idx-dataset.js'
import type { ImageDataset } from '../image-dataset.js'

export interface MirrorOptions extends Omit<LoadIdxUrlOptions, 'name' | 'urls' | 'checksums' | 'classes'> {
  /** Where the four files lie, with or without a slash at the end. */
  readonly baseUrl?: string
}

/** A well-known data set with the file names of MNIST. */
export interface MirroredDataset {
  readonly name: string
  readonly baseUrl: string
  readonly classes: number
  readonly checksums: IdxParts<Checksum>
}

/** Downloads `dataset` from its own `baseUrl` or that of the options. */
export function loadMirrored(dataset: MirroredDataset, options: MirrorOptions): Promise<ImageDataset> {
  const { baseUrl = dataset.baseUrl, ...rest } = options
  const folder = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`
  return loadIdxUrl({
    ...rest,
    name: dataset.name,
    classes: dataset.classes,
    checksums: dataset.checksums,
    urls: {
      trainImages: `${folder}train-images-idx3-ubyte.gz`,
      trainLabels: `${folder}train-labels-idx1-ubyte.gz`,
      testImages: `${folder}t10k-images-idx3-ubyte.gz`,
      testLabels: `${folder}t10k-labels-idx1-ubyte.gz`,
    },
  })
}
