import type { SaturatingHealth } from '../activation-health.js'
import { show, type Finding } from '../finding.js'
import type { Thresholds } from '../thresholds.js'

/** A sigmoid or tanh whose inputs lie where it is flat, at their 15 and at their 85 % quantile. */
export function saturatedActivation(
  { layer, activation, quantiles, slopes }: SaturatingHealth,
  { slope }: Thresholds,
): Finding | null {
  const [low, , high] = slopes
  const steepest = Math.max(low, high)
  if (!(steepest < slope)) return null
  return {
    illness: 'saturated-activation',
    layer,
    figure: steepest,
    description:
      `The inputs of ${activation} have the 15, 50 and 85 % quantiles ${quantiles.map(show).join(', ')}; its slope is at ` +
      `most ${show(steepest)} at the outer two.`,
    meaning: 'Hardly any gradient passes, and what lies before the layer learns slowly or not at all.',
    remedy: 'Put batchNormalization() before the activation, lower the learning rate, or start from smaller weights.',
  }
}
