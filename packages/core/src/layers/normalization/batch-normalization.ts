import { batchNormalize, type BatchStatistics } from '../../ops/index.js'
import type { ChannelLayout, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import { maskInput } from '../mask-input.js'
import {
  RunningNormalization,
  type NormalizedBatch,
  type RunningNormalizationOptions,
} from './running-normalization.js'
import { requirePolicy, singleValueError, type SingleValuePolicy } from './single-value.js'

/** Options of {@link batchNormalization}. */
export interface BatchNormalizationOptions extends RunningNormalizationOptions {
  /** What to do in training with one value per channel. Default 'error'. */
  readonly onSingleValue?: SingleValuePolicy
}

/** Batch normalization over one axis of channels; see {@link batchNormalization}. */
export class BatchNormalization extends RunningNormalization {
  readonly onSingleValue: SingleValuePolicy

  constructor(options: BatchNormalizationOptions = {}) {
    super(options)
    const tracks = options.trackRunningStatistics ?? true
    this.onSingleValue = requirePolicy(this.label, options.onSingleValue ?? 'error', tracks)
  }

  override get kind(): string {
    return 'BatchNormalization'
  }

  protected override normalizeBatch(x: Tensor, layout: ChannelLayout, context: CallContext): NormalizedBatch {
    const single = layout.samples * layout.outer * layout.inner === 1
    if (single && this.onSingleValue === 'error') throw singleValueError(this.label, x, this.modeIn(context))
    if (single && this.onSingleValue === 'running' && this.running !== null) {
      return { y: this.normalizeByRunning(x, this.running), statistics: null }
    }
    const masked = context.mask === null ? { x, weights: null } : maskInput(this.label, x, layout.axis, context.mask)
    const { y, statistics } = this.normalizeValues(masked.x, layout, masked.weights)
    return { y, statistics: single ? null : statistics }
  }

  /**
   * Normalizes by the statistics of values that have some.
   *
   * @param weights of the positions, in the shape of x without its channel axis, or null
   */
  protected normalizeValues(
    x: Tensor,
    { samples, outer, channels, inner }: ChannelLayout,
    weights: Tensor | null,
  ): { readonly y: Tensor; readonly statistics: BatchStatistics } {
    const view = { groups: 1, outer: samples * outer, channels, inner }
    return batchNormalize(x, { view, weights, ...this.affine })
  }
}

/**
 * Batch normalization (Ioffe and Szegedy 2015): y = γ·(x − μ)/√(σ² + ε) + β by channel, with the mean and the
 * population variance of the batch in training, and running statistics at test time. Any rank of 2 or more, either
 * layout. Running statistics move when a training step is committed, never in the forward pass.
 *
 * Where the call has a mask (see `masking`), positions of weight 0 take no part in the statistics and count as 0; a batch
 * without any other position leaves the running statistics as they are.
 *
 * @throws OptionError when epsilon is not positive, momentum is outside [0, 1], or the convention is unknown
 * @throws SingleValueError in training, when there is one value per channel and `onSingleValue` is 'error'
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): BatchNormalization {
  return new BatchNormalization(options)
}
