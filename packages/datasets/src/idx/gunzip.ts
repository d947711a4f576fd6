import { DatasetError } from '@evenkeel/core'

/**
 * The bytes as they are, or inflated where they begin with the magic number of gzip.
 *
 * @param file Names the bytes in errors.
 * @throws DatasetError where the gzip stream is damaged or truncated.
 */
export async function gunzip(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream()
  try {
    return new Uint8Array(await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())
  } catch (cause) {
    throw new DatasetError({
      what: `${file}: the gzip data of ${bytes.length} bytes is damaged or truncated.`,
      remedy: 'Download the file again.',
      cause,
    })
  }
}
