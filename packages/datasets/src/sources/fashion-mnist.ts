import type { ImageDataset } from '../image-dataset.js'
import { loadMirrored, type MirroredDataset, type MirrorOptions } from './mirrored-dataset.js'

/** The checksums are of the packed files that the authors published. */
const FASHION_MNIST: MirroredDataset = {
  name: 'fashion-mnist',
  baseUrl: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
  classes: 10,
  checksums: {
    trainImages: { of: 'file', sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84' },
    trainLabels: { of: 'file', sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845' },
    testImages: { of: 'file', sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073' },
    testLabels: { of: 'file', sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5' },
  },
}

/**
 * Fashion-MNIST by Zalando Research: 60,000 training and 10,000 test images of ten kinds of clothes,
 * 28 by 28. Downloads 30.9 MB from the authors' server unless `baseUrl` names another place with
 * the same packed files. The authors' server speaks only http: the checksums guard the content, but
 * pages served by https must name a `baseUrl` of their own.
 *
 * @throws DatasetError and OptionError as `loadIdxUrl`.
 */
export function fashionMnist(options: MirrorOptions = {}): Promise<ImageDataset> {
  return loadMirrored(FASHION_MNIST, options)
}
