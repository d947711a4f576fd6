import { percent, show, type Finding } from '../finding.js'
import type { LayerHealth } from '../layer-health.js'
import type { Thresholds } from '../thresholds.js'

/**
 * Running statistics in which the initial mean 0 and variance 1 still weigh (1 − w)^updates, since no convention
 * corrects for them. Both the rule and the values must say so: recalibrated statistics have few updates and no trace of
 * the beginning.
 */
export function fewUpdates(health: LayerHealth, { initialShare, harmlessGap }: Thresholds): Finding | null {
  const { layer, weight, updates } = health
  if (updates === 0 || weight === null || health.gap === null) return null
  const share = (1 - weight) ** updates
  if (!(share > initialShare) || health.gap < harmlessGap || remainingShare(health) < share / 2) return null
  const needed = Math.ceil(Math.log(initialShare) / Math.log(1 - weight))
  const longer = Number.isFinite(needed) ? `train longer (${needed} updates), ` : ''
  return {
    illness: 'few-updates',
    layer,
    figure: share,
    description: `After ${updates} ${updates === 1 ? 'update' : 'updates'}, ${percent(share)} of the running statistics are still their initial mean 0 and variance 1.`,
    meaning:
      'At test time the layer normalizes by a mixture of those and the data, so that evaluate tells less than was learned.',
    remedy: `Estimate them from the data, await recalibrate(model, data), ${longer}or use ${fittingMomentum(health, initialShare)}.`,
  }
}

/**
 * The share s of the initial values that fits the running ones best, running = s·initial + (1 − s)·data, by least
 * squares over means and variances of all channels.
 */
function remainingShare({ channels, epsilon }: LayerHealth): number {
  let product = 0
  let square = 0
  for (const { running, data } of channels) {
    if (data === null) continue
    const scale = data.variance + epsilon
    product += ((running.mean - data.mean) * -data.mean) / scale
    product += ((running.variance - data.variance) * (1 - data.variance)) / scale ** 2
    square += data.mean ** 2 / scale + ((1 - data.variance) / scale) ** 2
  }
  return product / square
}

/** Momentum with which as many updates would have been enough. */
function fittingMomentum({ convention, updates }: LayerHealth, initialShare: number): string {
  const old = Math.floor(1000 * initialShare ** (1 / updates)) / 1000
  return `momentum ${show(convention === 'torch' ? 1 - old : old)} or null, the plain average`
}
