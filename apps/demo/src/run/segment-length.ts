import { powerOfTwo } from './power-of-two.js'

/** How long a segment of training takes: commands and figures wait no longer. */
const SEGMENT_MS = 100
/** A segment's images stand on the device beside the data set. */
const MOST_IMAGES = 16_384
/** The beginning of the curves is told in detail, also by devices that are through it in no time. */
const EARLY_SEGMENTS = 40
const EARLY_SEGMENTS_PER_EPOCH = 8

/** Steps of the next segment, a power of two, from how long the last one took. */
export class SegmentLength {
  readonly #most: number
  readonly #mostEarly: number
  #segments = 0
  #steps = 1

  constructor({ batchSize, stepsPerEpoch }: { readonly batchSize: number; readonly stepsPerEpoch: number }) {
    this.#most = Math.max(1, Math.floor(MOST_IMAGES / batchSize))
    this.#mostEarly = Math.min(this.#most, Math.ceil(stepsPerEpoch / EARLY_SEGMENTS_PER_EPOCH))
  }

  get steps(): number {
    return this.#steps
  }

  /** Whether figures are due after every segment. */
  get early(): boolean {
    return this.#segments <= EARLY_SEGMENTS
  }

  /** Grows at most twofold, because the first segments pay for compiling and warming up. */
  adapt(steps: number, elapsedMs: number): void {
    this.#segments += 1
    // One that the end of an epoch has cut short says nothing of longer ones.
    const cutShort = steps < this.#steps && elapsedMs < SEGMENT_MS
    const fitting = Math.floor((steps * SEGMENT_MS) / Math.max(elapsedMs, 0.01))
    const wanted = cutShort ? this.#steps : Math.min(fitting, 2 * steps)
    this.#steps = powerOfTwo(Math.max(1, Math.min(wanted, this.early ? this.#mostEarly : this.#most)))
  }
}
