/** Images with one label each. */
export interface LabelledImages {
  /** Pixels `[count, ...imageShape]`, row-major; 0 is background, 1 is full ink. */
  readonly images: Float32Array
  /** Class of each image, `[count]`, integers in `0..classes - 1`. */
  readonly labels: Int32Array
  readonly count: number
  /** Shape of one image, `[height, width]`; a third entry is channels. */
  readonly imageShape: readonly number[]
}

/** A data set for classification, as every source of this package returns it. */
export interface ImageDataset {
  readonly name: string
  /** Number of classes. */
  readonly classes: number
  readonly train: LabelledImages
  readonly test: LabelledImages
}
