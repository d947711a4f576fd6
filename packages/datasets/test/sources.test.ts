import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fashionMnist, mnist } from '../src/index.js'
import { serveFiles } from './file-server.js'
import { sharedData } from './shared-data.js'

const NAMES = ['train-images', 'train-labels', 't10k-images', 't10k-labels'].map(
  (name) => `${name}-idx${name.endsWith('images') ? 3 : 1}-ubyte.gz`,
)
const mnistFolder = sharedData('mnist')

describe('mnist', () => {
  it.skipIf(mnistFolder === undefined)('accepts the real files of any mirror', async () => {
    const contents = await Promise.all(NAMES.map((name) => readFile(join(mnistFolder!, name))))
    await using server = await serveFiles(Object.fromEntries(NAMES.map((name, index) => [name, contents[index]])))
    const { name, classes, train, test } = await mnist({ baseUrl: server.baseUrl.replace(/\/$/, '') })
    expect({ name, classes, counts: [train.count, test.count] }).toEqual({
      name: 'mnist',
      classes: 10,
      counts: [60_000, 10_000],
    })
    // The first labels of the training set, as every description of MNIST shows them.
    expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
  })

  it('asks its mirror for the usual names', async () => {
    const asked: string[] = []
    const offline: typeof fetch = async (url) => {
      asked.push(String(url))
      return new Response(null, { status: 503 })
    }
    await expect(mnist({ fetch: offline })).rejects.toThrow('answered 503')
    await expect(fashionMnist({ fetch: offline })).rejects.toThrow('answered 503')
    expect(asked).toEqual([
      'https://storage.googleapis.com/cvdf-datasets/mnist/train-images-idx3-ubyte.gz',
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/train-images-idx3-ubyte.gz',
    ])
  })
})

describe('fashionMnist', () => {
  it.skipIf(mnistFolder === undefined)('refuses the files of MNIST', async () => {
    const content = await readFile(join(mnistFolder!, NAMES[0]))
    await using server = await serveFiles({ [NAMES[0]]: content })
    await expect(fashionMnist({ baseUrl: server.baseUrl })).rejects.toThrow(/SHA-256 of the file .* expected 3aede38d/)
  })
})
