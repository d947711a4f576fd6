import { DatasetError } from '@evenkeel/core'

/** An array from a file, row-major. */
export interface NpyArray {
  readonly shape: readonly number[]
  readonly data: Float64Array | Float32Array | Int32Array
}

const MAGIC = '\u0093NUMPY'
const HEADER_START = 10

/**
 * Reads a `.npy` file of version 1.0 in C order, of little-endian float32, float64 or int32.
 *
 * @throws DatasetError when it is another kind of file, or truncated
 */
export function parseNpy(bytes: Uint8Array, file: string): NpyArray {
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length))
  if (magic !== MAGIC || bytes[MAGIC.length] !== 1) throw unreadable(file, 'is not a .npy file of version 1')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = HEADER_START + view.getUint16(8, true)
  const header = new TextDecoder('latin1').decode(bytes.subarray(HEADER_START, start))
  const descr = /'descr':\s*'([^']+)'/.exec(header)?.[1]
  const dimensions = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1]
  if (descr === undefined || dimensions === undefined || !/'fortran_order':\s*False/.test(header)) {
    throw unreadable(file, `has the header ${header.trim()}`)
  }
  const shape = dimensions.split(',').flatMap((extent) => (extent.trim() === '' ? [] : [Number(extent)]))
  const length = shape.reduce((size, extent) => size * extent, 1)
  const width = descr === '<f8' ? 8 : 4
  if (bytes.length !== start + length * width) {
    throw unreadable(file, `has ${bytes.length - start} bytes of data for shape [${shape.join(', ')}] of ${descr}`)
  }
  return { shape, data: elements(descr, length, (i) => start + i * width, view, file) }
}

function elements(
  descr: string,
  length: number,
  at: (i: number) => number,
  view: DataView,
  file: string,
): NpyArray['data'] {
  switch (descr) {
    case '<f8':
      return Float64Array.from({ length }, (_, i) => view.getFloat64(at(i), true))
    case '<f4':
      return Float32Array.from({ length }, (_, i) => view.getFloat32(at(i), true))
    case '<i4':
      return Int32Array.from({ length }, (_, i) => view.getInt32(at(i), true))
    default:
      throw unreadable(file, `holds ${descr}`)
  }
}

function unreadable(file: string, finding: string): DatasetError {
  return new DatasetError({
    what: `${file} ${finding}.`,
    remedy: 'Write it with numpy.save as float32, float64 or int32, in C order.',
  })
}
