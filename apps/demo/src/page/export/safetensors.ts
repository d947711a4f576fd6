import type { TensorData } from '../../protocol/checkpoint.js'

/** The header is padded with spaces to a multiple of this, so that the data behind it is aligned. */
const ALIGNMENT_BYTES = 8

/**
 * Tensors as a file of the format safetensors: the length of the header in 8 bytes, little-endian; a header in JSON with
 * dtype, shape and place of each tensor; the data, little-endian. Python reads it with `safetensors.numpy.load_file`.
 */
export function safetensors(
  tensors: Readonly<Record<string, TensorData>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata }
  let dataBytes = 0
  for (const [name, { data, shape }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [dataBytes, dataBytes + data.byteLength] }
    dataBytes += data.byteLength
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const headerBytes = Math.ceil(json.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
  const file = new Uint8Array(8 + headerBytes + dataBytes).fill(0x20, 8, 8 + headerBytes)
  const view = new DataView(file.buffer)
  view.setBigUint64(0, BigInt(headerBytes), true)
  file.set(json, 8)
  let position = 8 + headerBytes
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      view.setFloat32(position, value, true)
      position += 4
    }
  }
  return file
}
