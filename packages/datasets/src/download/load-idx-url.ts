import { DatasetError } from '@evenkeel/core'
import type { IdxArray } from '../idx/idx-array.js'
import { idxDataset, type IdxParts } from '../idx/idx-dataset.js'
import type { LabelledImagesOptions } from '../idx/labelled-images.js'
import type { ImageDataset } from '../image-dataset.js'
import { sha256, type Checksum } from './checksum.js'
import { download, type DownloadOptions } from './download.js'
import { FileCache } from './file-cache.js'
import { verifiedIdx } from './verified-idx.js'

export interface LoadIdxUrlOptions extends LabelledImagesOptions, DownloadOptions {
  /** Name of the data set. */
  readonly name: string
  readonly urls: IdxParts<string>
  /** Files without a checksum are only checked to be valid IDX. */
  readonly checksums?: Partial<IdxParts<Checksum>>
  /**
   * Folder to keep the files in, Node only. Each data set has its own folder below, named by `name`
   * and the URLs; `loadIdxFolder` can read it. Default: files are not kept.
   */
  readonly cacheFolder?: string
}

const FILE_NAMES: IdxParts<string> = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
}

/**
 * Downloads a data set of four IDX files, plain or packed with gzip, one after the other. Files of
 * the cache are checked like downloads, and downloaded again where they are damaged.
 *
 * @throws DatasetError where a server cannot be reached or reports an error, a download is
 *   truncated, a checksum is another, a file is not valid IDX, the files do not fit together, or the
 *   cache cannot be read or written.
 * @throws OptionError for an option out of range.
 */
export async function loadIdxUrl(options: LoadIdxUrlOptions): Promise<ImageDataset> {
  const { name, urls, cacheFolder } = options
  const cache = cacheFolder === undefined ? undefined : new FileCache(cacheFolder, await cacheName(name, urls))
  const parts = {
    trainImages: await obtain('trainImages', options, cache),
    trainLabels: await obtain('trainLabels', options, cache),
    testImages: await obtain('testImages', options, cache),
    testLabels: await obtain('testLabels', options, cache),
  }
  return idxDataset(name, parts, options)
}

/** Tells data sets of one name but of different URLs apart, lest one be taken for the other. */
async function cacheName(name: string, urls: IdxParts<string>): Promise<string> {
  const addresses = [urls.trainImages, urls.trainLabels, urls.testImages, urls.testLabels].join('\n')
  const digest = await sha256(new TextEncoder().encode(addresses))
  return `${name.replace(/[^\w.-]/g, '-')}-${digest.slice(0, 8)}`
}

async function obtain(
  part: keyof IdxParts<unknown>,
  options: LoadIdxUrlOptions,
  cache: FileCache | undefined,
): Promise<IdxArray> {
  const url = options.urls[part]
  const checksum = options.checksums?.[part]
  const cacheFile = url.endsWith('.gz') ? `${FILE_NAMES[part]}.gz` : FILE_NAMES[part]
  const kept = await cache?.read(cacheFile)
  if (cache && kept) {
    const content = await unlessDamaged(verifiedIdx(kept, checksum, cache.pathOf(cacheFile)))
    if (content) return content
  }
  const bytes = await download(url, options)
  const content = await verifiedIdx(bytes, checksum, url)
  await cache?.write(cacheFile, bytes)
  return content
}

async function unlessDamaged(content: Promise<IdxArray>): Promise<IdxArray | undefined> {
  return content.catch((error: unknown) => {
    if (error instanceof DatasetError) return undefined
    throw error
  })
}
