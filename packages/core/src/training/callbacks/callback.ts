import type { Model } from '../model.js'
import type { Logs } from '../totals.js'

/** How far a training run is. */
export interface Progress {
  /** From 0. */
  readonly epoch: number
  readonly epochs: number
  /** Batches of this epoch that were enqueued. */
  readonly step: number
  /** Batches of an epoch, or null when nobody knows. */
  readonly steps: number | null
  /** Samples of this epoch that were enqueued. */
  readonly samples: number
  /** Samples per second since training began, validation excluded. */
  readonly samplesPerSecond: number
}

/** The run that a callback belongs to. */
export interface TrainingRun {
  readonly model: Model
  readonly epochs: number
  readonly steps: number | null
  /** Ends training after the current epoch. */
  stop(): void
  /** Replaces the learning rate, or its schedule, from the next step on. */
  setLearningRate(rate: number | ((step: number) => number)): void
  /** The learning rate of the next step. */
  readonly learningRate: number
}

/**
 * Something that wants to know how training goes. All members are optional; what returns a Promise is awaited.
 * Logs hold the loss, the metrics, and those of the validation data behind `val_`.
 */
export interface Callback {
  onTrainBegin?(run: TrainingRun): void | Promise<void>
  onEpochBegin?(epoch: number, run: TrainingRun): void | Promise<void>
  /** After each batch was enqueued. Reads nothing: `read` brings the means of the epoch so far, and waits for the device. */
  onBatchEnd?(progress: Progress, read: () => Promise<Logs>, run: TrainingRun): void | Promise<void>
  onEpochEnd?(epoch: number, logs: Logs, run: TrainingRun): void | Promise<void>
  onTrainEnd?(run: TrainingRun): void | Promise<void>
}
