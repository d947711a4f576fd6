import { percent, show, type Finding } from '../finding.js'
import type { LayerHealth } from '../layer-health.js'
import type { Thresholds } from '../thresholds.js'

/** Batches too small, or too much alike within, for their own statistics. */
export function noisyStatistics({ layer, noise }: LayerHealth, { meanNoise }: Thresholds): Finding | null {
  if (noise === null || !(noise.mean > meanNoise)) return null
  const { values, mean, variance, measured } = noise
  const independent = Math.max(1, Math.round(1 / mean ** 2))
  return {
    illness: 'noisy-statistics',
    layer,
    figure: mean,
    description:
      `Means of batches with ${values} values a channel stray by ${show(mean)} standard deviations, variances by ` +
      `${percent(variance)}` +
      (measured ? `: as much as ${independent} independent values.` : ', if the values are independent.'),
    meaning: 'What a sample becomes depends on which others share its batch, and running statistics fit no batch well.',
    remedy: 'Use larger batches (32 or more), or groupNormalization or layerNormalization, which need no batch.',
  }
}
