import { syntheticDigits } from '@evenkeel/datasets'
import type { Network } from './networks/network.js'

/** A network at test time, and what it is asked. */
export interface InferenceInputs {
  readonly network: Network
  /** [largest batch, ...inputShape], row-major, in 0..1. A batch is the first so many of them. */
  readonly images: Float32Array
  /** Sizes of batches, each of which is a measure. */
  readonly batches: readonly number[]
}

/** Synthetic digits, [count, 28, 28]. */
export function digits(count: number): Float32Array {
  return syntheticDigits({ trainSize: count, testSize: 1 }).train.images
}

/** The measure and the output of a batch of this size. */
export function batchName(size: number): string {
  return `batch of ${size}`
}
