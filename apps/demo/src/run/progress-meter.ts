import type { RunEvent } from '../protocol/events.js'
import type { SegmentResult } from './train-segment.js'

type ProgressEvent = Extract<RunEvent, { type: 'progress' }>

/** At most eight reports a second. */
const LEAST_INTERVAL_MS = 125

/** Adds segments up to reports. */
export class ProgressMeter {
  #images = 0
  #loss = 0
  #accuracy = 0
  #elapsedMs = 0
  #trainingMs = 0
  #reportedMs = -Infinity

  add({ images, loss, accuracy, elapsedMs }: SegmentResult): void {
    this.#images += images
    this.#loss += loss * images
    this.#accuracy += accuracy * images
    this.#elapsedMs += elapsedMs
    this.#trainingMs += elapsedMs
  }

  get due(): boolean {
    return performance.now() - this.#reportedMs >= LEAST_INTERVAL_MS
  }

  /** What was added since the last report; null for nothing. */
  report({ step, epoch }: { readonly step: number; readonly epoch: number }): ProgressEvent | null {
    if (this.#images === 0) return null
    const event: ProgressEvent = {
      type: 'progress',
      step,
      epoch,
      loss: this.#loss / this.#images,
      accuracy: this.#accuracy / this.#images,
      imagesPerSecond: this.#images / (this.#elapsedMs / 1000),
      trainingMs: this.#trainingMs,
    }
    this.#images = 0
    this.#loss = 0
    this.#accuracy = 0
    this.#elapsedMs = 0
    this.#reportedMs = performance.now()
    return event
  }
}
