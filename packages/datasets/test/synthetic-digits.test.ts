import { createHash } from 'node:crypto'
import { OptionError } from '@evenkeel/core'
import { describe, expect, it } from 'vitest'
import { syntheticDigits } from '../src/index.js'

const PIXELS = 28 * 28
const small = { trainSize: 200, testSize: 100 }

describe('syntheticDigits', () => {
  it('returns images and labels of the sizes asked for', () => {
    const { train, test, classes, name } = syntheticDigits({ trainSize: 33, testSize: 12 })
    expect([name, classes]).toEqual(['synthetic-digits', 10])
    expect([train.count, train.images.length, train.labels.length]).toEqual([33, 33 * PIXELS, 33])
    expect([test.count, test.images.length, test.labels.length]).toEqual([12, 12 * PIXELS, 12])
    expect(train.imageShape).toEqual([28, 28])
  })

  it('has 6000 training and 1000 test images by default, of equal classes', () => {
    const { train, test } = syntheticDigits()
    const countOf = (labels: Int32Array): number[] =>
      Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length)
    expect(countOf(train.labels)).toEqual(Array(10).fill(600))
    expect(countOf(test.labels)).toEqual(Array(10).fill(100))
  })

  it('gives the same bits for the same seed and others for another', () => {
    const first = syntheticDigits({ ...small, seed: 7 })
    expect(syntheticDigits({ ...small, seed: 7 })).toEqual(first)
    const other = syntheticDigits({ ...small, seed: 8 })
    expect(other.train.images).not.toEqual(first.train.images)
    expect(other.train.labels).not.toEqual(first.train.labels)
  })

  it('tells seeds beyond 32 bits apart', () => {
    const low = syntheticDigits({ ...small, seed: 1 })
    const high = syntheticDigits({ ...small, seed: 1 + 2 ** 32 })
    expect(high.train.images).not.toEqual(low.train.images)
  })

  // The bytes of version 1 of the digits: results that others report must stay comparable.
  it('draws the pinned images of seed 1', () => {
    const { train } = syntheticDigits({ trainSize: 20, testSize: 1, seed: 1 })
    const levels = Uint8Array.from(train.images, (value) => Math.round(value * 255))
    expect(createHash('sha256').update(levels).digest('hex')).toBe(
      '8f8912288cae29b5423d76c5d046d92018affcf5ae210306868bcfe0437ec98d',
    )
  })

  it('does not let an image depend on how many are drawn', () => {
    const few = syntheticDigits({ trainSize: 15, testSize: 5 })
    const many = syntheticDigits({ trainSize: 40, testSize: 30 })
    expect(many.train.images.subarray(0, 15 * PIXELS)).toEqual(few.train.images)
    expect(many.train.labels.subarray(0, 15)).toEqual(few.train.labels)
    expect(many.test.images.subarray(0, 5 * PIXELS)).toEqual(few.test.images)
  })

  it('shares no image between train and test', () => {
    const { train, test } = syntheticDigits({ trainSize: 1000, testSize: 1000 })
    const key = (images: Float32Array, index: number): string =>
      createHash('sha256')
        .update(images.slice(index * PIXELS, (index + 1) * PIXELS))
        .digest('hex')
    const seen = new Set(Array.from(train.labels, (_, index) => key(train.images, index)))
    expect(seen.size).toBe(1000)
    expect(Array.from(test.labels, (_, index) => seen.has(key(test.images, index)))).not.toContain(true)
  })

  it('keeps pixels in 0..1, with a dark background and bright ink', () => {
    const { train } = syntheticDigits(small)
    expect(train.images.every((value) => value >= 0 && value <= 1)).toBe(true)
    for (let index = 0; index < train.count; index++) {
      const image = train.images.subarray(index * PIXELS, (index + 1) * PIXELS)
      expect(Math.max(...image)).toBeGreaterThan(0.6)
      const inked = image.filter((value) => value > 0.4).length / PIXELS
      expect(inked).toBeGreaterThan(0.01)
      expect(inked).toBeLessThan(0.4)
    }
  })

  it.each([{ trainSize: 0 }, { testSize: 1.5 }, { seed: -1 }, { seed: Number.NaN }])('refuses %o', (options) => {
    expect(() => syntheticDigits(options)).toThrow(OptionError)
    expect(() => syntheticDigits(options)).toThrow(Object.keys(options)[0])
  })
})
