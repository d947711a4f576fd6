import { show, type Finding } from '../finding.js'
import type { ChannelHealth, LayerHealth } from '../layer-health.js'
import type { OutputRange } from '../probe.js'
import type { Thresholds } from '../thresholds.js'

/** Outputs so large that what is computed from them may overflow, or that are not numbers. */
export function outputLimits({ layer, low, high }: OutputRange, { largest }: Thresholds): Finding | null {
  const figure = Math.max(Math.abs(low), Math.abs(high))
  if (figure <= largest) return null
  return {
    illness: 'float32-limits',
    layer,
    figure,
    description: `Its outputs run from ${show(low)} to ${show(high)}.`,
    meaning: 'Float32 ends at 3.4e38, and squares of values beyond 1.8e19 are infinite: loss and gradients follow.',
    remedy: 'Scale the inputs, lower the learning rate, clip gradients (globalClipNorm), or normalize earlier.',
  }
}

/** Channels of a batch-norm layer whose mean and variance float32 cannot hold apart. */
export function channelLimits({ layer, channels, epsilon }: LayerHealth, thresholds: Thresholds): Finding | null {
  for (const [channel, health] of channels.entries()) {
    const found = limitOf(health, epsilon, thresholds)
    if (found === null) continue
    const [figure, description] = found
    return {
      illness: 'float32-limits',
      layer,
      figure,
      description: `In channel ${channel} ${description}.`,
      meaning: 'Float32 has 24 bits: here they no longer hold what normalization subtracts and divides by.',
      remedy: 'Bring the inputs to mean 0 and variance about 1 before the network, or normalize earlier in it.',
    }
  }
  return null
}

/** The figure of a channel that is out of bounds, in words. */
function limitOf(
  { running, data }: ChannelHealth,
  epsilon: number,
  { largest, smallestVariance, meanToDeviation, deadOutput }: Thresholds,
): readonly [number, string] | null {
  if (!(Math.abs(running.mean) <= largest)) return [running.mean, `the running mean is ${show(running.mean)}`]
  if (!(running.variance <= largest)) return [running.variance, `the running variance is ${show(running.variance)}`]
  if (data === null) return null
  const { mean, variance } = data
  if (!(variance <= largest)) return [variance, `the variance of the data is ${show(variance)}`]
  if (variance > 0 && variance < smallestVariance) return [variance, `the variance is ${show(variance)}`]
  const deviation = Math.sqrt(variance)
  // A channel that does not vary is dead; what rounding leaves of its variance tells nothing.
  if (deviation / Math.sqrt(variance + epsilon) < deadOutput) return null
  const ratio = Math.abs(mean) / deviation
  if (!(ratio > meanToDeviation)) return null
  return [ratio, `the mean ${show(mean)} is ${show(ratio)} times the standard deviation ${show(deviation)}`]
}
