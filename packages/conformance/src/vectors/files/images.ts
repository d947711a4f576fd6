import { parsePackedIdx, type ByteArray } from './idx.js'
import { readBytes } from './read-bytes.js'

/** Images and their labels, as published. */
export interface LabelledImages {
  /** [images, rows, columns]. */
  readonly images: ByteArray
  readonly labels: Uint8Array
}

/** A data set with a part to train on and a part to test with. */
export interface ImageData {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

/**
 * Reads a data set in the four files that MNIST and its successors come in.
 *
 * @throws DatasetError when a file is missing or damaged
 */
export async function readImageData(folder: string): Promise<ImageData> {
  const read = async (part: string): Promise<LabelledImages> => {
    const [images, labels] = await Promise.all(
      [`${folder}/${part}-images-idx3-ubyte.gz`, `${folder}/${part}-labels-idx1-ubyte.gz`].map(async (file) =>
        parsePackedIdx(await readBytes(file), file),
      ),
    )
    return { images, labels: labels.data }
  }
  return { train: await read('train'), test: await read('t10k') }
}
