import { gzipSync } from 'node:zlib'

/** An IDX file of unsigned bytes, written by the format's description. */
export function idxBytes(shape: readonly number[], data: readonly number[]): Uint8Array<ArrayBuffer> {
  const header = [0, 0, 0x08, shape.length, ...shape.flatMap((length) => [0, 0, length >> 8, length & 0xff])]
  return Uint8Array.from([...header, ...data])
}

export function gzipped(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(gzipSync(bytes))
}

/** `count` images of 2 by 2 whose four pixels are 0, 51, 102 and the index, with labels 0, 1, 0, 1, … */
export function tinySplit(count: number): { images: Uint8Array<ArrayBuffer>; labels: Uint8Array<ArrayBuffer> } {
  const indices = Array.from({ length: count }, (_, index) => index)
  return {
    images: idxBytes(
      [count, 2, 2],
      indices.flatMap((index) => [0, 51, 102, index]),
    ),
    labels: idxBytes(
      [count],
      indices.map((index) => index % 2),
    ),
  }
}
