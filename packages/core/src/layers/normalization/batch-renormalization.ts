import { OptionError } from '../../errors.js'
import { batchRenormalize, type BatchStatistics } from '../../ops/index.js'
import { full, type ChannelLayout, type Tensor } from '../../tensor/index.js'
import { BatchNormalization, type BatchNormalizationOptions } from './batch-normalization.js'
import type { RenormSchedule } from './renorm-schedule.js'

/** Options of {@link batchRenormalization}. */
export interface BatchRenormalizationOptions extends BatchNormalizationOptions {
  /** Largest ratio of standard deviations that is corrected, from 1 on; or a schedule. Default 3. */
  readonly rMax?: number | RenormSchedule
  /** Largest difference of means that is corrected, in standard deviations, from 0 on; or a schedule. Default 5. */
  readonly dMax?: number | RenormSchedule
}

/** Batch renormalization; see {@link batchRenormalization}. */
export class BatchRenormalization extends BatchNormalization {
  readonly #rMax: number | RenormSchedule
  readonly #dMax: number | RenormSchedule

  constructor(options: BatchRenormalizationOptions = {}) {
    super(options)
    this.#rMax = requireLimit(this.label, 'rMax', options.rMax ?? 3, 1)
    this.#dMax = requireLimit(this.label, 'dMax', options.dMax ?? 5, 0)
    if (options.trackRunningStatistics ?? true) return
    throw new OptionError({
      what: `${this.label}: trackRunningStatistics is false, and there is nothing to renormalize to.`,
      remedy: 'Keep running statistics, or use batchNormalization.',
    })
  }

  override get kind(): string {
    return 'BatchRenormalization'
  }

  protected override normalizeValues(
    x: Tensor,
    layout: ChannelLayout,
    weights: Tensor | null,
  ): { readonly y: Tensor; readonly statistics: BatchStatistics } {
    if (this.running === null) return super.normalizeValues(x, layout, weights)
    const { samples, outer, channels, inner } = layout
    const { mean, variance, updates } = this.running
    const limit = (given: number | RenormSchedule): Tensor =>
      typeof given === 'number' ? full(x.device, [1], given) : given(updates.value)
    return batchRenormalize(x, {
      view: { groups: 1, outer: samples * outer, channels, inner },
      weights,
      mean: mean.value,
      variance: variance.value,
      rMax: limit(this.#rMax),
      dMax: limit(this.#dMax),
      ...this.affine,
    })
  }
}

/**
 * Batch renormalization (Ioffe 2017): batch norm that corrects x̂ by ρ and δ, constants in the gradient, so that training
 * sees (within limits) the values of test time even where batches are small or not alike. With rMax = 1 and dMax = 0 it is
 * batch norm; `...renormRamp()` starts there and loosens the limits as the paper does, counting committed updates.
 *
 * @throws OptionError when rMax is below 1 or dMax below 0, without running statistics, and as `batchNormalization`
 */
export function batchRenormalization(options: BatchRenormalizationOptions = {}): BatchRenormalization {
  return new BatchRenormalization(options)
}

function requireLimit(
  label: string,
  name: string,
  limit: number | RenormSchedule,
  least: number,
): number | RenormSchedule {
  if (typeof limit === 'function' || (limit >= least && limit < Infinity)) return limit
  throw new OptionError({
    what: `${label}: ${name} is ${String(limit)}.`,
    remedy: `Give a number from ${least} on, or a function of the number of updates.`,
  })
}
