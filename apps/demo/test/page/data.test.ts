import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { loadFiles } from '../../src/page/data/load-files.js'

/** An IDX file of unsigned bytes. */
function idx(shape: readonly number[], data: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(4 + 4 * shape.length + data.length)
  const view = new DataView(file.buffer)
  view.setUint32(0, 0x0800 + shape.length)
  for (const [axis, length] of shape.entries()) view.setUint32(4 + 4 * axis, length)
  file.set(data, 4 + 4 * shape.length)
  return file
}

function images(count: number, side = 28): Uint8Array<ArrayBuffer> {
  return idx(
    [count, side, side],
    Uint8Array.from({ length: count * side * side }, (_, index) => index % 256),
  )
}

function labels(count: number): Uint8Array<ArrayBuffer> {
  return idx(
    [count],
    Uint8Array.from({ length: count }, (_, index) => index % 10),
  )
}

describe('files of a person', () => {
  test('images with labels: a sixth becomes the test part, and the bytes are as they were', async () => {
    const { data, problem } = await loadFiles([
      new File([images(12)], 'train-images-idx3-ubyte'),
      new File([gzipSync(labels(12))], 'train-labels-idx1-ubyte.gz'),
    ])
    expect(problem).toBeNull()
    expect([data!.trainLabels.length, data!.testLabels.length]).toEqual([10, 2])
    const first = data!.trainLabels[0]
    const start = 784 * first
    expect([...data!.trainImages.subarray(0, 3)]).toEqual([0, 1, 2].map((index) => (start + index) % 256))
  })

  test('train and test files are told apart by their names', async () => {
    const { data } = await loadFiles([
      new File([images(3)], 't10k-images-idx3-ubyte'),
      new File([labels(3)], 't10k-labels-idx1-ubyte'),
      new File([images(20)], 'train-images-idx3-ubyte'),
      new File([labels(20)], 'train-labels-idx1-ubyte'),
    ])
    expect([data!.trainLabels.length, data!.testLabels.length]).toEqual([20, 3])
  })

  test.each([
    ['nonsense', [new File(['not a data set'], 'holiday.jpg')], /holiday\.jpg: begins with/],
    ['nothing in it', [new File([], 'empty')], /empty: truncated/],
    ['images alone', [new File([images(9)], 'images')], /1 files of images and 0 of labels/],
    ['another size', [new File([images(9, 32)], 'a'), new File([labels(9)], 'b')], /\[32, 32\], expected \[28, 28\]/],
    ['too few labels', [new File([images(9)], 'a'), new File([labels(8)], 'b')], /9 images, but b holds 8 labels/],
  ])('%s: a message, and what to do', async (_, files, what) => {
    const { data, problem } = await loadFiles(files)
    expect(data).toBeNull()
    expect(problem!.what).toMatch(what)
    expect(problem!.remedy).not.toBe('')
  })
})
