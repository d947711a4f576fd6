import type { Drops } from './drop-counter.js'
import type { Logs } from './totals.js'

/** What `fit` gives back. */
export interface History {
  /** Numbers of the epochs that were run, from 0. */
  readonly epochs: readonly number[]
  /** One value an epoch by name: loss, metrics, and the same of the validation data behind `val_`. */
  readonly metrics: Readonly<Record<string, readonly number[]>>
  /** Steps that were dropped because something was not finite. */
  readonly drops: Drops
  /**
   * Steps that were kept without moving the running statistics of a layer, by its path, because a mask left no value in the
   * batch; layers without any are left out. Counted since the model last changed its device.
   */
  readonly skippedStatistics: Readonly<Record<string, number>>
  /** Training steps attempted, and samples in them. */
  readonly steps: number
  readonly samples: number
  /** Time spent in training steps, validation and callbacks excluded. */
  readonly trainingMs: number
}

/** Collects the logs of epochs. */
export class HistoryRecorder {
  readonly #epochs: number[] = []
  readonly #metrics: Record<string, number[]> = {}

  add(epoch: number, logs: Logs): void {
    this.#epochs.push(epoch)
    for (const [name, value] of Object.entries(logs)) (this.#metrics[name] ??= []).push(value)
  }

  finish(rest: Pick<History, 'drops' | 'skippedStatistics' | 'steps' | 'samples' | 'trainingMs'>): History {
    return { epochs: this.#epochs, metrics: this.#metrics, ...rest }
  }
}
