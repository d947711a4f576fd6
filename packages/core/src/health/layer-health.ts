import type { BatchNormalization, Convention, NormalizationMode, RunningStatistics } from '../layers/index.js'
import { batchNoise, type BatchNoise } from './batch-noise.js'
import { mergeChannelMoments, varianceOf, type ChannelMoments } from './channel-moments.js'
import { layerGap } from './gap.js'

/** One channel of a batch-norm layer. */
export interface ChannelHealth {
  /** What the layer uses at test time. */
  readonly running: ChannelStatistics
  /** What the layer saw of the data, all batches together; null for a layer that does not look at batches. */
  readonly data: ChannelStatistics | null
  /** 1 for a layer without a scale. */
  readonly gamma: number
}

/** A mean and a variance of the population. */
export interface ChannelStatistics {
  readonly mean: number
  readonly variance: number
}

/** Figures of one batch-norm layer, those of a healthy one too. */
export interface LayerHealth {
  /** Path of the layer. */
  readonly layer: string
  readonly convention: Convention
  readonly mode: NormalizationMode | null
  /** Weight of the newest batch in the running statistics; null for the cumulative average. */
  readonly weight: number | null
  readonly epsilon: number
  /** How often the running statistics moved. */
  readonly updates: number
  /**
   * Root mean square distance between the layer's normalized outputs in training and at test time, in standard
   * deviations. Null for a layer that proposed no statistics: in mode 'frozen' or 'eval' it gives the same in both.
   */
  readonly gap: number | null
  /** Null for a layer that proposed no statistics. */
  readonly noise: BatchNoise | null
  readonly channels: readonly ChannelHealth[]
}

/**
 * Reads a layer's state and puts it beside what it saw of the data.
 *
 * @param proposed the moments of each batch; empty for a layer that proposed none
 */
export async function layerHealth(
  layer: BatchNormalization,
  running: RunningStatistics,
  proposed: readonly ChannelMoments[],
): Promise<LayerHealth> {
  // A batch of nothing but padding has no statistics.
  const batches = proposed.filter(({ count }) => count[0] > 0)
  const [mean, variance, gamma, updates] = await Promise.all([
    running.mean.value.read(),
    running.variance.value.read(),
    layer.gamma?.value.read() ?? null,
    running.updates.value.item(),
  ])
  const pooled = batches.length === 0 ? null : batches.reduce(mergeChannelMoments)
  const seen = pooled && varianceOf(pooled)
  const channels = Array.from(mean, (value, channel) => ({
    running: { mean: value, variance: variance[channel] },
    data: pooled && seen && { mean: pooled.mean[channel], variance: seen[channel] },
    gamma: gamma?.[channel] ?? 1,
  }))
  const { epsilon, weight } = layer.rules
  return {
    layer: layer.path || layer.kind,
    convention: layer.convention,
    mode: layer.mode,
    weight,
    epsilon,
    updates,
    gap: pooled && layerGap(channels, epsilon),
    noise: batches.length === 0 ? null : batchNoise(batches),
    channels,
  }
}
