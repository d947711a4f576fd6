import type { ImageDataset } from '../image-dataset.js'
import { loadMirrored, type MirroredDataset, type MirrorOptions } from './mirrored-dataset.js'

/** The checksums are of the unpacked files, since mirrors pack them differently. */
const MNIST: MirroredDataset = {
  name: 'mnist',
  baseUrl: 'https://storage.googleapis.com/cvdf-datasets/mnist/',
  classes: 10,
  checksums: {
    trainImages: { of: 'unpacked', sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db' },
    trainLabels: { of: 'unpacked', sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5' },
    testImages: { of: 'unpacked', sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7' },
    testLabels: { of: 'unpacked', sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2' },
  },
}

/**
 * MNIST by LeCun, Cortes and Burges: 60,000 training and 10,000 test images of handwritten digits,
 * 28 by 28. Downloads 11.6 MB from the mirror of the Common Visual Data Foundation unless `baseUrl`
 * names another, such as `https://ossci-datasets.s3.amazonaws.com/mnist/`.
 *
 * @throws DatasetError and OptionError as `loadIdxUrl`.
 */
export function mnist(options: MirrorOptions = {}): Promise<ImageDataset> {
  return loadMirrored(MNIST, options)
}
