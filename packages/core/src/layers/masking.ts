import { max, notEqual, reshape, where } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { CallContext } from './context.js'
import { Layer, type LayerOptions } from './layer.js'

/** Options of {@link masking}. */
export interface MaskingOptions extends LayerOptions {
  /** The number that padding consists of. Default 0. */
  readonly maskValue?: number
}

/** Finds padding; see {@link masking}. */
export class Masking extends Layer {
  readonly maskValue: number

  constructor({ maskValue = 0, ...options }: MaskingOptions = {}) {
    super(options)
    this.maskValue = maskValue
  }

  override get kind(): string {
    return 'Masking'
  }

  override call(x: Tensor, context: CallContext): Tensor {
    const kept = max(notEqual(x, this.maskValue), { axis: -1 })
    context.mask = kept
    return where(reshape(kept, [...kept.shape, 1]), x, 0)
  }
}

/**
 * Masks the positions of [N, T, …, features] at which all features equal `maskValue`, as Keras' Masking: they become 0,
 * and the batch normalization behind this layer leaves them out of its statistics. When the model's output still has these
 * positions, they count neither in the loss nor in the metrics.
 */
export function masking(options: MaskingOptions = {}): Masking {
  return new Masking(options)
}
