import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatasetError } from '@evenkeel/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadIdxFolder } from '../src/index.js'
import { gzipped, idxBytes, tinySplit } from './idx-bytes.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evenkeel-idx-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function put(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)
}

const train = tinySplit(6)
const test = tinySplit(4)

describe('loadIdxFolder', () => {
  it.each([
    ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'],
    ['train-images.idx3-ubyte', 'train-labels.idx1-ubyte', 't10k-images.idx3-ubyte', 't10k-labels.idx1-ubyte'],
    [
      'emnist-digits-train-images-idx3-ubyte',
      'emnist-digits-train-labels-idx1-ubyte',
      'emnist-digits-test-images-idx3-ubyte',
      'emnist-digits-test-labels-idx1-ubyte',
    ],
  ])('finds %s and its companions, plain and packed', async (trainImages, trainLabels, testImages, testLabels) => {
    await put({
      [trainImages]: train.images,
      [`${trainLabels}.gz`]: gzipped(train.labels),
      [`${testImages}.gz`]: gzipped(test.images),
      [testLabels]: test.labels,
    })
    const dataset = await loadIdxFolder(folder)
    expect(dataset).toMatchObject({ name: basename(folder), classes: 2 })
    expect([dataset.train.count, dataset.test.count]).toEqual([6, 4])
    expect(dataset.train.imageShape).toEqual([2, 2])
    expect(dataset.train.images.subarray(4, 8)).toEqual(Float32Array.of(0, 0.2, 0.4, 1 / 255))
    expect(dataset.test.labels).toEqual(Int32Array.of(0, 1, 0, 1))
  })

  it('splits a single pair by fraction and seed', async () => {
    await put({
      'digits-images-idx3-ubyte.gz': gzipped(train.images),
      'digits-labels-idx1-ubyte.gz': gzipped(train.labels),
    })
    const dataset = await loadIdxFolder(folder, { testFraction: 1 / 3, seed: 5, name: 'digits' })
    expect([dataset.name, dataset.train.count, dataset.test.count]).toEqual(['digits', 4, 2])
    expect(await loadIdxFolder(folder, { testFraction: 1 / 3, seed: 5, name: 'digits' })).toEqual(dataset)
  })

  it('asks for a prefix where there are several data sets', async () => {
    for (const [prefix, set] of Object.entries({ 'a-': train, 'b-': test })) {
      await put({ [`${prefix}images-idx3-ubyte`]: set.images, [`${prefix}labels-idx1-ubyte`]: set.labels })
    }
    await expect(loadIdxFolder(folder)).rejects.toThrow("2 data sets, with the prefixes 'a-', 'b-'.")
    const { train: kept, test: held } = await loadIdxFolder(folder, { prefix: 'b-', testFraction: 0.5 })
    expect(kept.count + held.count).toBe(4)
  })

  it('lists the names it tried and the files that are there', async () => {
    await put({ 'train-images-idx3-ubyte': train.images, 'notes.txt': new Uint8Array(1) })
    const error = await loadIdxFolder(folder).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatasetError)
    expect(String(error)).toContain('tried train-labels-idx1-ubyte, train-labels.idx1-ubyte, each also with .gz')
    expect(String(error)).toContain('present: notes.txt, train-images-idx3-ubyte.')
  })

  it('says that an empty folder holds nothing', async () => {
    await expect(loadIdxFolder(folder)).rejects.toThrow('present: nothing.')
  })

  it('says that a folder is missing', async () => {
    await expect(loadIdxFolder(join(folder, 'absent'))).rejects.toThrow(DatasetError)
    await expect(loadIdxFolder(join(folder, 'absent'))).rejects.toThrow('absent cannot be read (ENOENT).')
  })

  it('names the damaged file', async () => {
    await put({ 'digits-images-idx3-ubyte': train.images.subarray(0, 20), 'digits-labels-idx1-ubyte': train.labels })
    await expect(loadIdxFolder(folder)).rejects.toThrow(`${join(folder, 'digits-images-idx3-ubyte')}: truncated`)
  })

  it('refuses train and test images of different shapes', async () => {
    await put({
      'train-images-idx3-ubyte': train.images,
      'train-labels-idx1-ubyte': train.labels,
      't10k-images-idx3-ubyte': idxBytes([1, 3, 3], Array(9).fill(0)),
      't10k-labels-idx1-ubyte': idxBytes([1], [0]),
    })
    await expect(loadIdxFolder(folder)).rejects.toThrow('holds images of [2, 2], but')
  })

  it('refuses labels beyond the given classes', async () => {
    await put({ 'digits-images-idx3-ubyte': train.images, 'digits-labels-idx1-ubyte': train.labels })
    await expect(loadIdxFolder(folder, { classes: 1 })).rejects.toThrow('label 1 at index 1, expected integers in 0..0')
  })
})
