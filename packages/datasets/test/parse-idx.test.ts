import { DatasetError } from '@evenkeel/core'
import { describe, expect, it } from 'vitest'
import { parseIdx } from '../src/index.js'
import { gzipped, idxBytes } from './idx-bytes.js'

const valid = idxBytes([2, 3], [1, 2, 3, 4, 5, 255])

async function errorOf(promise: Promise<unknown>): Promise<DatasetError> {
  const error = await promise.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(DatasetError)
  return error as DatasetError
}

describe('parseIdx', () => {
  it.each([
    ['plain', valid],
    ['gzip', gzipped(valid)],
    ['an ArrayBuffer', valid.slice().buffer],
  ])('reads unsigned bytes from %s', async (_, bytes) => {
    const { dtype, shape, data } = await parseIdx(bytes)
    expect({ dtype, shape }).toEqual({ dtype: 'uint8', shape: [2, 3] })
    expect(data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 255))
  })

  it('reads a view into a larger buffer', async () => {
    const larger = new Uint8Array(valid.length + 7)
    larger.set(valid, 5)
    const { data } = await parseIdx(larger.subarray(5, 5 + valid.length))
    expect([...data]).toEqual([1, 2, 3, 4, 5, 255])
  })

  // Big-endian two's complement and IEEE 754 bytes, written out by hand.
  it.each([
    [0x09, 'int8', [0xff, 0x7f], [-1, 127]],
    [0x0b, 'int16', [0xff, 0xfe, 0x01, 0x00], [-2, 256]],
    [0x0c, 'int32', [0xff, 0xff, 0xff, 0xfd, 0x00, 0x01, 0x00, 0x00], [-3, 65536]],
    [0x0d, 'float32', [0x3f, 0x80, 0, 0, 0xc0, 0x20, 0, 0], [1, -2.5]],
    [0x0e, 'float64', [0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0xc0, 0x04, 0, 0, 0, 0, 0, 0], [1, -2.5]],
  ])('reads the element type 0x%s', async (code, dtype, bytes, values) => {
    const parsed = await parseIdx(Uint8Array.from([0, 0, code, 1, 0, 0, 0, 2, ...bytes]))
    expect(parsed.dtype).toBe(dtype)
    expect([...parsed.data]).toEqual(values)
  })

  it('says how many bytes of a truncated file are there and how many are missing', async () => {
    const error = await errorOf(parseIdx(valid.subarray(0, valid.length - 2), { file: 'some-images' }))
    expect(error.what).toBe('some-images: truncated: 16 bytes found, 18 expected for uint8 [2, 3].')
    expect(error.remedy).toContain('Download')
  })

  it.each([0, 3, 4, 9])('refuses a header that ends after %i bytes', async (length) => {
    const error = await errorOf(parseIdx(valid.subarray(0, length)))
    expect(error.what).toContain(`truncated: ${length} bytes found`)
  })

  it('refuses trailing bytes', async () => {
    const error = await errorOf(parseIdx(Uint8Array.from([...valid, 0, 0, 0])))
    expect(error.what).toContain('3 bytes too long: 21 bytes found, 18 expected')
  })

  it.each([
    ['a page', [...new TextEncoder().encode('<html>')], '0x3c68746d'],
    ['an unknown element type', [0, 0, 0x0a, 1, 0, 0, 0, 0], '0x00000a01'],
    ['no dimensions', [0, 0, 0x08, 0, 0], '0x00000800'],
  ])('refuses the magic number of %s', async (_, bytes, magic) => {
    const error = await errorOf(parseIdx(Uint8Array.from(bytes), { file: 'labels' }))
    expect(error.what).toContain(`labels: begins with ${magic}`)
  })

  it('refuses dimensions beyond every file', async () => {
    const error = await errorOf(parseIdx(Uint8Array.from([0, 0, 8, 3, ...Array(12).fill(0xff)])))
    expect(error.what).toContain('truncated: 16 bytes found')
  })

  it('refuses a truncated gzip stream', async () => {
    const packed = gzipped(valid)
    const error = await errorOf(parseIdx(packed.subarray(0, packed.length - 6), { file: 'images.gz' }))
    expect(error.what).toContain('images.gz: the gzip data')
    expect(error.cause).toBeDefined()
  })
})
