/** Numbers of one tensor. */
export interface TensorData {
  readonly data: Float32Array
  readonly shape: readonly number[]
}

/** A model in the middle of training: enough to go on elsewhere, bit by bit where the device is of the same kind. */
export interface Checkpoint {
  /** Parameters and running statistics by path. */
  readonly weights: Readonly<Record<string, TensorData>>
  /** What the optimizer remembers, by path and slot. */
  readonly optimizer: Readonly<Record<string, TensorData>>
  /** Steps so far, in all epochs. */
  readonly step: number
  /** From 0. */
  readonly epoch: number
  /** Batches of this epoch that were used. */
  readonly stepInEpoch: number
}

/** The `id` of checkpoints that a run takes by itself, once a second or so; questions have others. */
export const OWN_CHECKPOINT = 0
