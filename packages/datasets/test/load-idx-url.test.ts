import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { DatasetError } from '@evenkeel/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checksum, type DownloadProgress, type IdxParts, loadIdxUrl } from '../src/index.js'
import { type FileServer, serveFiles } from './file-server.js'
import { gzipped, tinySplit } from './idx-bytes.js'

const train = tinySplit(6)
const test = tinySplit(4)
const files = {
  'train-images.gz': gzipped(train.images),
  'train-labels': train.labels,
  'test-images.gz': gzipped(test.images),
  'test-labels': test.labels,
}
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let server: FileServer
let urls: IdxParts<string>
beforeEach(async () => {
  server = await serveFiles(files)
  urls = {
    trainImages: `${server.baseUrl}train-images.gz`,
    trainLabels: `${server.baseUrl}train-labels`,
    testImages: `${server.baseUrl}test-images.gz`,
    testLabels: `${server.baseUrl}test-labels`,
  }
})
afterEach(() => server[Symbol.asyncDispose]())

describe('loadIdxUrl', () => {
  it('downloads the four files and checks what they unpack to', async () => {
    const checksums: IdxParts<Checksum> = {
      trainImages: { of: 'unpacked', sha256: digest(train.images) },
      trainLabels: { of: 'unpacked', sha256: digest(train.labels).toUpperCase() },
      testImages: { of: 'file', sha256: digest(files['test-images.gz']) },
      testLabels: { of: 'file', sha256: digest(test.labels) },
    }
    const dataset = await loadIdxUrl({ name: 'tiny', urls, checksums })
    expect(dataset).toMatchObject({ name: 'tiny', classes: 2 })
    expect([dataset.train.count, dataset.test.count]).toEqual([6, 4])
    expect(dataset.train.images.subarray(0, 4)).toEqual(Float32Array.of(0, 0.2, 0.4, 0))
  })

  it('reports the bytes of each file up to its size', async () => {
    const seen = new Map<string, DownloadProgress>()
    await loadIdxUrl({
      name: 'tiny',
      urls,
      onProgress: (progress) => {
        expect(progress.receivedBytes).toBeGreaterThan(seen.get(progress.file)?.receivedBytes ?? 0)
        seen.set(progress.file, progress)
      },
    })
    expect([...seen.values()].map((last) => [last.receivedBytes, last.totalBytes])).toEqual(
      Object.values(files).map(({ length }) => [length, length]),
    )
  })

  it('names the found and the expected checksum', async () => {
    const expected = '0'.repeat(64)
    const error = await loadIdxUrl({
      name: 'tiny',
      urls,
      checksums: { trainLabels: { of: 'unpacked', sha256: expected } },
    }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatasetError)
    expect((error as DatasetError).what).toBe(
      `${urls.trainLabels}: SHA-256 of the unpacked content (14 bytes) is ${digest(train.labels)}, expected ${expected}.`,
    )
  })

  it('tells the status of the server', async () => {
    server.answers.delete('test-labels')
    await expect(loadIdxUrl({ name: 'tiny', urls })).rejects.toThrow(`${urls.testLabels}: the server answered 404`)
  })

  it('recognizes an error page with a status of success', async () => {
    server.answers.set('train-images.gz', new TextEncoder().encode('<!doctype html>'))
    await expect(loadIdxUrl({ name: 'tiny', urls })).rejects.toThrow('begins with 0x3c21646f')
  })

  it('reports a connection that breaks before the end', async () => {
    server.answers.set('train-images.gz', (response) => {
      response.setHeader('content-length', 1000)
      response.write(files['train-images.gz'], () => response.destroy())
    })
    const failed = loadIdxUrl({ name: 'tiny', urls })
    await expect(failed).rejects.toThrow(DatasetError)
    await expect(failed).rejects.toThrow('the connection broke')
  })

  it('reports fewer bytes than were announced', async () => {
    const short: typeof fetch = async () =>
      new Response(train.images.slice(0, 30), { headers: { 'content-length': '40' } })
    await expect(loadIdxUrl({ name: 'tiny', urls, fetch: short })).rejects.toThrow(
      'the download is truncated: 30 of 40 bytes arrived.',
    )
  })

  it('counts no total where the body was encoded for the transfer', async () => {
    server.answers.set('train-labels', (response) => {
      const encoded = gzipSync(train.labels)
      response.setHeader('content-encoding', 'gzip').setHeader('content-length', encoded.length).end(encoded)
    })
    const totals: (number | null)[] = []
    const onProgress = ({ file, totalBytes }: DownloadProgress): void => {
      if (file === urls.trainLabels) totals.push(totalBytes)
    }
    const dataset = await loadIdxUrl({ name: 'tiny', urls, onProgress })
    expect([...dataset.train.labels]).toEqual([0, 1, 0, 1, 0, 1])
    expect(totals).toEqual([null])
  })

  it('reports a server that cannot be reached', async () => {
    await server[Symbol.asyncDispose]()
    await expect(loadIdxUrl({ name: 'tiny', urls })).rejects.toThrow('the server cannot be reached')
  })

  it('ends with the reason of its signal', async () => {
    const reason = new Error('the page was left')
    await expect(loadIdxUrl({ name: 'tiny', urls, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  it('lets the errors of onProgress through', async () => {
    const fault = new Error('the page was closed')
    const onProgress = (): never => {
      throw fault
    }
    await expect(loadIdxUrl({ name: 'tiny', urls, onProgress })).rejects.toBe(fault)
  })
})
