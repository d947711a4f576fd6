import { mergeChannelMoments, varianceOf, type ChannelMoments } from './channel-moments.js'

/** How far the statistics of one batch stray from those of all data. */
export interface BatchNoise {
  /** Values of one channel in a batch; the average where masks make it vary. */
  readonly values: number
  /** Standard error of a batch's mean, in standard deviations; 1/√values for independent values. */
  readonly mean: number
  /** Standard error of a batch's variance, as a share of it; √(2/values) for independent normal values. */
  readonly variance: number
  /** Whether the errors were measured between batches, or taken from the formulas for independent values. */
  readonly measured: boolean
}

/** With fewer batches the spread between them is known worse than within a quarter of itself. */
const FEWEST_BATCHES = 8

/**
 * Noise of batch statistics: the spread of the batches' means and variances about their average, the median of the
 * channels that vary. Values of one image or sequence resemble each other, so that a batch holds fewer independent ones
 * than it has; measuring tells how many.
 */
export function batchNoise(batches: readonly ChannelMoments[]): BatchNoise {
  const values = average(batches.map(({ count }) => count[0]))
  const variance = varianceOf(batches.reduce(mergeChannelMoments))
  const alive = [...variance.keys()].filter((channel) => variance[channel] > 0)
  if (batches.length < FEWEST_BATCHES || alive.length === 0) {
    return { values, mean: Math.sqrt(1 / values), variance: Math.sqrt(2 / values), measured: false }
  }
  const variances = batches.map(varianceOf)
  return {
    values,
    mean: median(
      alive.map((channel) => deviation(batches.map(({ mean }) => mean[channel])) / Math.sqrt(variance[channel])),
    ),
    variance: median(alive.map((channel) => deviation(variances.map((batch) => batch[channel])) / variance[channel])),
    measured: true,
  }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard deviation of the population that the values are a sample of. */
function deviation(values: readonly number[]): number {
  const center = average(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1))
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}
