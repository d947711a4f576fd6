import { DataError, OptionError } from '@evenkeel/core'
import { epochOrder } from './epoch-order.js'
import { powerOfTwo } from './power-of-two.js'

/** Where training is: the epoch and how many of its batches were used. */
export class Position {
  readonly stepsPerEpoch: number
  readonly #images: number
  readonly #batchSize: number
  readonly #seed: number
  #epoch = 0
  #stepInEpoch = 0
  #order: Int32Array | null = null

  /**
   * A last batch may be smaller, but one image alone has no statistics: it is left out, on every device and whatever the
   * normalization, so that all lanes see the same batches.
   *
   * @throws DataError for fewer than two images
   */
  constructor({ images, batchSize, seed }: { images: number; batchSize: number; seed: number }) {
    if (images < 2) {
      throw new DataError({ what: `There are ${images} training images.`, remedy: 'Choose files with two or more.' })
    }
    this.#images = images
    this.#batchSize = batchSize
    this.#seed = seed
    this.stepsPerEpoch = images % batchSize === 1 ? Math.floor(images / batchSize) : Math.ceil(images / batchSize)
  }

  /** From 0. */
  get epoch(): number {
    return this.#epoch
  }

  get stepInEpoch(): number {
    return this.#stepInEpoch
  }

  get atEndOfEpoch(): boolean {
    return this.#stepInEpoch === this.stepsPerEpoch
  }

  /** @throws OptionError when the epoch has no such step */
  goTo(epoch: number, stepInEpoch: number): void {
    if (stepInEpoch >= this.stepsPerEpoch) {
      throw new OptionError({
        what: `The checkpoint is at step ${stepInEpoch} of an epoch of ${this.stepsPerEpoch}.`,
        remedy: 'Go on with the data and the batch size that it was taken with.',
      })
    }
    this.#epoch = epoch
    this.#stepInEpoch = stepInEpoch
    this.#order = null
  }

  /** Images of the next batches of this epoch: `steps` of them, or at its end, where there are fewer, a power of two. */
  next(steps: number): Int32Array {
    this.#order ??= epochOrder(this.#images, this.#seed, this.#epoch)
    const left = this.stepsPerEpoch - this.#stepInEpoch
    const end = this.#stepInEpoch + (steps <= left ? steps : powerOfTwo(left))
    return this.#order.subarray(this.#stepInEpoch * this.#batchSize, Math.min(this.#images, end * this.#batchSize))
  }

  advance(steps: number): void {
    this.#stepInEpoch += steps
  }

  beginNextEpoch(): void {
    this.#epoch += 1
    this.#stepInEpoch = 0
    this.#order = null
  }
}
