import type { Sequential, Tensor } from '@evenkeel/core'

/** Predictions for a whole tensor in one batch, on the host. */
export function predictAll(model: Sequential, x: Tensor): Float32Array {
  const y = model.predictOnBatch(x)
  const values = y.readSync()
  y.dispose()
  return values as Float32Array
}
