import { batchNormReference } from './batch-norm-reference.js'
import { normalData } from './random-data.js'
import type { Workload } from './workload.js'

/** A batch and the gradient of what becomes of it. */
export interface BatchNormInputs {
  readonly rows: number
  readonly channels: number
  /** Added to the variance. */
  readonly epsilon: number
  /** [rows, channels], row-major. */
  readonly x: Float32Array
  /** [channels]. */
  readonly gamma: Float32Array
  /** [channels]. */
  readonly beta: Float32Array
  /** [rows, channels]: gradient of the loss by y. */
  readonly dy: Float32Array
}

/**
 * Batch normalization in training, by the statistics of the batch, on [rows, channels]. Outputs `y`, and behind it `dx`,
 * `dgamma` and `dbeta`, the gradients through the statistics.
 */
export function batchNorm(rows: number, channels: number): Workload<BatchNormInputs> {
  const inputs = (): BatchNormInputs => ({
    rows,
    channels,
    epsilon: 1e-3,
    x: normalData(rows * channels, 0, 0.5, 2),
    gamma: normalData(channels, 1, 1, 0.1),
    beta: normalData(channels, 2, 0, 0.1),
    dy: normalData(rows * channels, 3),
  })
  return {
    title: `Batch normalization in training mode on [${rows}, ${channels}]: batch statistics and y; with dx, dγ and dβ`,
    measures: [
      { name: 'forward', work: null },
      { name: 'forward + backward', work: null },
    ],
    tolerances: { y: 1e-5, dx: 1e-5, dgamma: 1e-4, dbeta: 1e-4 },
    inputs,
    reference: () => batchNormReference(inputs()),
  }
}
