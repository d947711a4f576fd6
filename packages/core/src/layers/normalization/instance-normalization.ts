import { batchNormalize } from '../../ops/index.js'
import type { ChannelLayout, Tensor } from '../../tensor/index.js'
import { averagedOverGroups } from './group-statistics.js'
import {
  RunningNormalization,
  type NormalizedBatch,
  type RunningNormalizationOptions,
} from './running-normalization.js'

/** Options of {@link instanceNormalization}. */
export interface InstanceNormalizationOptions extends RunningNormalizationOptions {
  /** Whether running statistics are kept and used at test time. Default false. */
  readonly trackRunningStatistics?: boolean
}

/** Instance normalization; see {@link instanceNormalization}. */
export class InstanceNormalization extends RunningNormalization {
  constructor(options: InstanceNormalizationOptions = {}) {
    super({ ...options, trackRunningStatistics: options.trackRunningStatistics ?? false })
  }

  override get kind(): string {
    return 'InstanceNormalization'
  }

  protected override normalizeBatch(x: Tensor, layout: ChannelLayout): NormalizedBatch {
    const { samples, outer, channels, inner } = layout
    const view = { groups: samples, outer, channels, inner }
    const { y, statistics } = batchNormalize(x, { view, ...this.affine })
    const proposes = this.running !== null && samples > 0
    return { y, statistics: proposes ? averagedOverGroups(statistics, samples) : null }
  }
}

/**
 * Instance normalization (Ulyanov et al. 2016): each channel of each sample by its own mean and variance over the
 * positions, in training and at test time alike. With `trackRunningStatistics` it keeps, as PyTorch, running averages of
 * the samples' means and variances (the mean over the batch of the statistics of each sample; unbiased variances in the
 * torch convention) and normalizes by them at test time.
 *
 * @throws OptionError when axis, epsilon, momentum or the convention are out of range
 */
export function instanceNormalization(options: InstanceNormalizationOptions = {}): InstanceNormalization {
  return new InstanceNormalization(options)
}
