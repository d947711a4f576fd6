import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { loadIdxFolder, loadIdxUrl, type LoadIdxUrlOptions } from '../src/index.js'
import { type FileServer, serveFiles } from './file-server.js'
import { gzipped, tinySplit } from './idx-bytes.js'

const train = tinySplit(6)
const test = tinySplit(4)
const sha256 = createHash('sha256').update(train.images).digest('hex')

let server: FileServer
let cacheFolder: string
let options: LoadIdxUrlOptions
beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'evenkeel-cache-'))
  server = await serveFiles({ a: gzipped(train.images), b: train.labels, c: test.images, d: test.labels })
  const [trainImages, trainLabels, testImages, testLabels] = ['a', 'b', 'c', 'd'].map((path) => server.baseUrl + path)
  options = {
    name: 'tiny/set',
    urls: { trainImages, trainLabels, testImages, testLabels },
    checksums: { trainImages: { of: 'unpacked', sha256 } },
    cacheFolder,
  }
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server[Symbol.asyncDispose]()
  await rm(cacheFolder, { recursive: true })
})

async function datasetFolder(): Promise<string> {
  const folders = await readdir(cacheFolder)
  expect(folders).toHaveLength(1)
  return join(cacheFolder, folders[0])
}

describe('the cache of loadIdxUrl', () => {
  it('serves the second load without the network', async () => {
    const first = await loadIdxUrl(options)
    await server[Symbol.asyncDispose]()
    const onProgress = vi.fn()
    expect(await loadIdxUrl({ ...options, onProgress })).toEqual(first)
    expect(onProgress).not.toHaveBeenCalled()
  })

  it('keeps whole files only, which loadIdxFolder can read', async () => {
    const first = await loadIdxUrl(options)
    const folder = await datasetFolder()
    expect((await readdir(folder)).toSorted()).toEqual([
      't10k-images-idx3-ubyte',
      't10k-labels-idx1-ubyte',
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
    ])
    expect(await loadIdxFolder(folder, { name: 'tiny/set' })).toEqual(first)
  })

  it.each([
    ['of another content', tinySplit(5).images],
    ['that is truncated', gzipped(train.images).subarray(0, 20)],
  ])('downloads a file again %s', async (_, damaged) => {
    const first = await loadIdxUrl(options)
    const folder = await datasetFolder()
    await writeFile(join(folder, 'train-images-idx3-ubyte'), damaged)
    expect(await loadIdxUrl(options)).toEqual(first)
    expect(server.requests).toEqual(['a', 'b', 'c', 'd', 'a'])
    await loadIdxUrl(options)
    expect(server.requests).toHaveLength(5)
  })

  it('does not keep a download whose checksum is another', async () => {
    server.answers.set('a', tinySplit(5).images)
    await expect(loadIdxUrl(options)).rejects.toThrow('SHA-256')
    expect(await readdir(cacheFolder)).toEqual([])
  })

  it('does not take the files of other URLs for its own', async () => {
    await loadIdxUrl(options)
    await loadIdxUrl({ ...options, urls: { ...options.urls, testLabels: `${server.baseUrl}d?again` } }).catch(() => {})
    expect(server.requests).toHaveLength(8)
  })

  it('names a folder that cannot be used', async () => {
    const file = join(cacheFolder, 'file')
    await writeFile(file, '')
    await expect(loadIdxUrl({ ...options, cacheFolder: file })).rejects.toThrow(/cannot be read \(ENOTDIR\)/)
  })

  it('says where there is no file system', async () => {
    vi.stubGlobal('process', undefined)
    await expect(loadIdxUrl(options)).rejects.toThrow('The option cacheFolder needs a file system')
  })
})
