import { OptionError } from '../../errors.js'
import type { Collective } from '../../norm/index.js'
import { synchronizedBatchNormalize } from '../../ops/index.js'
import type { ChannelLayout, Tensor } from '../../tensor/index.js'
import type { CallContext } from '../context.js'
import {
  RunningNormalization,
  type NormalizedBatch,
  type RunningNormalizationOptions,
} from './running-normalization.js'

/** Options of {@link synchronizedBatchNormalization}. */
export interface SynchronizedBatchNormalizationOptions extends RunningNormalizationOptions {
  /** Who normalizes together; see `Collective`. */
  readonly collective: Collective
}

/** Batch normalization by the statistics of several parts; see {@link synchronizedBatchNormalization}. */
export class SynchronizedBatchNormalization extends RunningNormalization {
  readonly #collective: Collective

  constructor(options: SynchronizedBatchNormalizationOptions) {
    super(options)
    this.#collective = options.collective
  }

  override get kind(): string {
    return 'SynchronizedBatchNormalization'
  }

  protected override normalizeBatch(
    x: Tensor,
    { samples, outer, channels, inner }: ChannelLayout,
    { mask }: CallContext,
  ): NormalizedBatch {
    if (mask !== null) {
      throw new OptionError({
        what: `${this.label}: a mask was given; statistics of parts are not weighted.`,
        remedy: 'Use batchNormalization for masked data.',
      })
    }
    const view = { groups: 1, outer: samples * outer, channels, inner }
    return synchronizedBatchNormalize(x, { view, collective: this.#collective, ...this.affine })
  }
}

/**
 * Batch normalization by the statistics of all parts of a batch that is spread over members of a collective. Every member
 * proposes the same statistics of the whole to its running ones. One value per channel is enough for a member, as long as
 * all together have more.
 *
 * @throws OptionError as `batchNormalization` does, and when the call has a mask
 */
export function synchronizedBatchNormalization(
  options: SynchronizedBatchNormalizationOptions,
): SynchronizedBatchNormalization {
  return new SynchronizedBatchNormalization(options)
}
