import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

/**
 * Writes a data set to a new folder: `size` × `size` pixels, class 0 is bright above, class 1 below. Any network learns it, in no
 * time.
 *
 * @returns the folder
 */
export async function tinyImages({ brightest = 255, size = 4 } = {}): Promise<string> {
  const folder = await temporaryFolder()
  for (const [part, count] of [
    ['train', 160],
    ['t10k', 50],
  ] as const) {
    await writeFile(
      join(folder, `${part}-images-idx3-ubyte`),
      idx([count, size, size], pixels(count, size ** 2, brightest)),
    )
    await writeFile(
      join(folder, `${part}-labels-idx1-ubyte`),
      idx(
        [count],
        Array.from({ length: count }, (_, i) => i % 2),
      ),
    )
  }
  return folder
}

function pixels(count: number, perImage: number, brightest: number): number[] {
  return Array.from({ length: count * perImage }, (_, i) => {
    const image = Math.floor(i / perImage)
    const above = i % perImage < perImage / 2
    const bright = above === (image % 2 === 0)
    return bright ? brightest - ((i * 7) % Math.ceil(brightest / 3)) : 0
  })
}

/** Bytes of the IDX format: a magic number with the rank, the extents in big-endian order, the elements. */
function idx(shape: readonly number[], bytes: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length))
  header.setUint8(2, 0x08)
  header.setUint8(3, shape.length)
  shape.forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent))
  return new Uint8Array([...new Uint8Array(header.buffer), ...bytes])
}
