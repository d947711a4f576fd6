import type { Shape, Tensor } from '../tensor/index.js'

/** One mini-batch on the device. Whoever takes it from a source disposes it. */
export interface Batch {
  /** [N, …]. */
  readonly x: Tensor
  /** Labels [N] (int32) or values [N, …] (float32); null when there are none to learn from. */
  readonly y: Tensor | null
  /** Weight of each sample [N], or null for 1. */
  readonly weight: Tensor | null
  /** N. */
  readonly count: number
}

/** Where batches come from: resident tensors, host arrays, or a stream. */
export interface BatchSource {
  /** Samples of one epoch, or null when nobody knows. */
  readonly samples: number | null
  /** Batches of one epoch, or null when nobody knows. */
  readonly steps: number | null
  /** Shape of one input sample. */
  readonly inputShape: Shape
  /** The batches of epoch `epoch`, from 0; the same epoch gives the same batches. */
  batches(epoch: number): AsyncIterable<Batch>
  /** Gives back what the source itself has put on the device. */
  dispose(): void
}

/** Disposes the tensors of a batch. */
export function disposeBatch({ x, y, weight }: Batch): void {
  x.dispose()
  y?.dispose()
  weight?.dispose()
}
