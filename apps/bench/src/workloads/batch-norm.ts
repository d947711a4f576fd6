import { batchNormReference } from './batch-norm-reference.js'
import { channelExtents } from './channel-extents.js'
import { normalData, uniformData } from './random-data.js'
import type { Workload } from './workload.js'

/** A batch, the gradient of what becomes of it, and running statistics. */
export interface BatchNormInputs {
  readonly shape: readonly number[]
  /** The axis of the channels in `shape`. */
  readonly axis: number
  /** Added to the variance. */
  readonly epsilon: number
  /** Row-major. */
  readonly x: Float32Array
  /** An entry for each channel; so have the next three. */
  readonly gamma: Float32Array
  readonly beta: Float32Array
  /** Running statistics. */
  readonly mean: Float32Array
  readonly variance: Float32Array
  /** Gradient of the loss by y. */
  readonly dy: Float32Array
}

const BYTES_PER_ELEMENT = 4

/**
 * Batch norm alone. Outputs: `y` in training, by the statistics of the batch; `dx`, `dgamma` and `dbeta`, the gradients
 * through the statistics; `inferred`, y by the running statistics. The rate counts what has to be read and written at the
 * very least: x and y, and backward dy and dx as well.
 */
export function batchNorm(shape: readonly number[], axis: number = shape.length - 1): Workload<'batch-norm'> {
  const gigabytes = (shape.reduce((size, extent) => size * extent) * BYTES_PER_ELEMENT) / 1e9
  const inputs = (): BatchNormInputs => batchNormInputs(shape, axis)
  const moved = (tensors: number): { amount: number; unit: string } => ({ amount: tensors * gigabytes, unit: 'GB' })
  return {
    kind: 'batch-norm',
    title: `Batch norm on [${shape.join(', ')}], channels ${axis === shape.length - 1 ? 'last' : 'first'}: by the batch, with dx, dγ and dβ, and by running statistics`,
    measures: [
      { name: 'forward', work: moved(2) },
      { name: 'forward + backward', work: moved(4) },
      { name: 'inference', work: moved(2) },
    ],
    // Sums of 100,000 values in float32, as most peers make them, are off by this much.
    tolerances: { y: 5e-5, dx: 5e-5, dgamma: 1e-4, dbeta: 1e-4, inferred: 1e-5 },
    inputs,
    reference: () => batchNormReference(inputs()),
  }
}

function batchNormInputs(shape: readonly number[], axis: number): BatchNormInputs {
  const { outer, channels, inner } = channelExtents({ shape, axis })
  const size = outer * channels * inner
  return {
    shape,
    axis,
    epsilon: 1e-3,
    x: normalData(size, 0, 0.5, 2),
    gamma: normalData(channels, 1, 1, 0.1),
    beta: normalData(channels, 2, 0, 0.1),
    mean: normalData(channels, 4, 0.5, 0.1),
    variance: uniformData(channels, 5, 3, 5),
    dy: normalData(size, 3),
  }
}
