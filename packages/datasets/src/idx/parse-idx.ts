import { DatasetError } from '@evenkeel/core'
import { gunzip } from './gunzip.js'
import { dtypeOfCode, elementBytes, type IdxArray, type IdxDtype } from './idx-array.js'

export interface ParseIdxOptions {
  /** Name of the file, for error texts. Default `'IDX data'`. */
  readonly file?: string
}

/**
 * Reads one file of the IDX format (MNIST and its family), plain or packed with gzip; gzip is
 * recognized by its magic number and not by a name.
 *
 * The format: two zero bytes, the element type, the number of dimensions, each dimension as an
 * unsigned 32-bit integer, the elements; all numbers big-endian. Elements of one byte share the
 * memory of `bytes` where these are not packed.
 *
 * @throws DatasetError where the magic number is another, the data is truncated, or bytes follow it.
 */
export async function parseIdx(
  bytes: Uint8Array | ArrayBuffer,
  { file = 'IDX data' }: ParseIdxOptions = {},
): Promise<IdxArray> {
  const content = await gunzip(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes), file)
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const { dtype, shape, headerBytes } = readHeader(view, file)
  const dataBytes = shape.reduce((product, length) => product * length, elementBytes[dtype])
  checkSize(file, `${dtype} [${shape.join(', ')}]`, headerBytes + dataBytes, content.length)
  const data = new DataView(content.buffer, content.byteOffset + headerBytes, dataBytes)
  return { file, shape, ...readElements(dtype, data) }
}

function readHeader(view: DataView, file: string): { dtype: IdxDtype; shape: number[]; headerBytes: number } {
  if (view.byteLength < 4) checkSize(file, 'the magic number', 4, view.byteLength)
  const magic = view.getUint32(0)
  const dtype = dtypeOfCode.get((magic >>> 8) & 0xff)
  const dimensions = magic & 0xff
  if (magic >>> 16 !== 0 || dtype === undefined || dimensions === 0) {
    throw new DatasetError({
      what:
        `${file}: begins with 0x${magic.toString(16).padStart(8, '0')}, expected the magic number of IDX: ` +
        '0x0000, an element type (0x08, 0x09, 0x0b to 0x0e) and 1 or more dimensions.',
      remedy: 'Pass an IDX file such as train-images-idx3-ubyte; a web server may have sent an error page instead.',
    })
  }
  const headerBytes = 4 + 4 * dimensions
  if (view.byteLength < headerBytes) checkSize(file, `${dimensions} dimensions`, headerBytes, view.byteLength)
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis))
  return { dtype, shape, headerBytes }
}

function checkSize(file: string, content: string, expectedBytes: number, foundBytes: number): void {
  if (foundBytes === expectedBytes) return
  const fault = foundBytes < expectedBytes ? 'truncated' : `${foundBytes - expectedBytes} bytes too long`
  throw new DatasetError({
    what: `${file}: ${fault}: ${foundBytes} bytes found, ${expectedBytes} expected for ${content}.`,
    remedy: 'Download the file again, or write it with dimensions that fit the data.',
  })
}

type Elements = { [Dtype in IdxDtype]: Pick<Extract<IdxArray, { dtype: Dtype }>, 'dtype' | 'data'> }[IdxDtype]

function readElements(dtype: IdxDtype, view: DataView): Elements {
  const length = view.byteLength / elementBytes[dtype]
  switch (dtype) {
    case 'uint8':
      return { dtype, data: new Uint8Array(view.buffer, view.byteOffset, length) }
    case 'int8':
      return { dtype, data: new Int8Array(view.buffer, view.byteOffset, length) }
    case 'int16':
      return { dtype, data: Int16Array.from({ length }, (_, index) => view.getInt16(2 * index)) }
    case 'int32':
      return { dtype, data: Int32Array.from({ length }, (_, index) => view.getInt32(4 * index)) }
    case 'float32':
      return { dtype, data: Float32Array.from({ length }, (_, index) => view.getFloat32(4 * index)) }
    case 'float64':
      return { dtype, data: Float64Array.from({ length }, (_, index) => view.getFloat64(8 * index)) }
  }
}
