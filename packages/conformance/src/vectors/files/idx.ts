import { DatasetError } from '@evenkeel/core'

/** Unsigned bytes with a shape, as in the files of MNIST. */
export interface ByteArray {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

const UNSIGNED_BYTE = 0x08

/**
 * Reads a gzip file of the IDX format with elements of one unsigned byte.
 *
 * @throws DatasetError when it is another kind of file, or truncated
 */
export async function parsePackedIdx(packed: Uint8Array, file: string): Promise<ByteArray> {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream()
  const bytes = new Uint8Array(await new Response(stream.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())
  const view = new DataView(bytes.buffer)
  const rank = bytes[3]
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis))
  const start = 4 + 4 * rank
  const length = shape.reduce((size, extent) => size * extent, 1)
  if (bytes[2] !== UNSIGNED_BYTE || bytes.length !== start + length) {
    throw new DatasetError({
      what: `${file} holds ${bytes.length} bytes, which are not an IDX array of bytes of shape [${shape.join(', ')}].`,
      remedy: 'Download it again.',
    })
  }
  return { shape, data: bytes.subarray(start) }
}
