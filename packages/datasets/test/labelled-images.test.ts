import { DatasetError, OptionError } from '@evenkeel/core'
import { describe, expect, it } from 'vitest'
import { type IdxArray, labelledImages, parseIdx, splitImages } from '../src/index.js'
import { idxBytes, tinySplit } from './idx-bytes.js'

const images = (shape: readonly number[], data: readonly number[]): Promise<IdxArray> =>
  parseIdx(idxBytes(shape, data), { file: 'images' })
const labels = (data: readonly number[]): Promise<IdxArray> =>
  parseIdx(idxBytes([data.length], data), { file: 'labels' })

describe('labelledImages', () => {
  it('scales bytes by 1/255', async () => {
    const joined = labelledImages(await images([2, 1, 2], [0, 51, 102, 255]), await labels([1, 0]))
    expect(joined.images).toEqual(Float32Array.of(0, 0.2, 0.4, 1))
    expect(joined).toMatchObject({ labels: Int32Array.of(1, 0), count: 2, imageShape: [1, 2] })
  })

  it('scales by the given factor', async () => {
    const joined = labelledImages(await images([1, 1, 2], [4, 16]), await labels([0]), { scale: 1 / 16 })
    expect([...joined.images]).toEqual([0.25, 1])
  })

  it('leaves numbers that are not bytes as they are', async () => {
    const floats = await parseIdx(Uint8Array.from([0, 0, 0x0d, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0x3f, 0, 0, 0]))
    expect([...labelledImages(floats, await labels([0])).images]).toEqual([0.5])
  })

  it('refuses counts that differ', async () => {
    const three = await images([3, 1, 1], [0, 0, 0])
    const two = await labels([0, 1])
    expect(() => labelledImages(three, two)).toThrow('images holds 3 images, but labels holds 2 labels.')
  })

  it('refuses labels out of range and says where', async () => {
    const three = await images([3, 1, 1], [0, 0, 0])
    const large = await labels([0, 10, 1])
    expect(() => labelledImages(three, large, { classes: 10 })).toThrow(DatasetError)
    expect(() => labelledImages(three, large, { classes: 10 })).toThrow(
      'label 10 at index 1, expected integers in 0..9',
    )
  })

  it('refuses images and labels that are exchanged', async () => {
    const pictures = await images([2, 1, 1], [0, 0])
    const numbers = await labels([0, 1])
    expect(() => labelledImages(numbers, pictures)).toThrow('shape [2], expected images [N, height, width]')
    expect(() => labelledImages(pictures, pictures)).toThrow('shape [2, 1, 1], expected labels [N]')
  })

  it('refuses files without images', async () => {
    const none = await images([0, 28, 28], [])
    const nothing = await labels([])
    expect(() => labelledImages(none, nothing)).toThrow('holds no pixels')
  })

  it.each([{ scale: 0 }, { scale: Number.NaN }, { classes: 0 }, { classes: 2.5 }])('refuses %o', async (options) => {
    const one = await images([1, 1, 1], [0])
    const zero = await labels([0])
    expect(() => labelledImages(one, zero, options)).toThrow(OptionError)
  })
})

describe('splitImages', () => {
  const all = async () => {
    const { images: pictures, labels: numbers } = tinySplit(50)
    return labelledImages(await parseIdx(pictures), await parseIdx(numbers), { scale: 1 })
  }
  const indicesIn = (part: { images: Float32Array }): number[] => [...part.images].filter((_, at) => at % 4 === 3)

  it('gives each image to one part, with its label', async () => {
    const { train, test } = splitImages(await all(), { testFraction: 0.3 })
    expect([train.count, test.count]).toEqual([35, 15])
    const indices = [...indicesIn(train), ...indicesIn(test)]
    expect(indices.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index))
    expect([...train.labels, ...test.labels]).toEqual(indices.map((index) => index % 2))
  })

  it('repeats itself by seed', async () => {
    const data = await all()
    expect(splitImages(data, { seed: 3 })).toEqual(splitImages(data, { seed: 3 }))
    expect(indicesIn(splitImages(data, { seed: 3 }).test)).not.toEqual(indicesIn(splitImages(data, { seed: 4 }).test))
  })

  it.each([{ testFraction: 0 }, { testFraction: 1 }, { testFraction: Number.NaN }, { seed: -1 }])(
    'refuses %o',
    async (options) => {
      const data = await all()
      expect(() => splitImages(data, options)).toThrow(OptionError)
    },
  )
})
