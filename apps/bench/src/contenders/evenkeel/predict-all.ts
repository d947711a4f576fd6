import type { Sequential, Tensor } from '@evenkeel/core'

/** Predictions for a whole tensor in one batch, on the host: at once where the device can read at once. */
export function predictAll(model: Sequential, x: Tensor): Float32Array | Promise<Float32Array> {
  const y = model.predictOnBatch(x)
  const values = y.device.traits.readSync ? y.readSync() : y.read()
  y.dispose()
  return values as Float32Array | Promise<Float32Array>
}
