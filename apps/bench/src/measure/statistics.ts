import { OptionError } from '@evenkeel/core'

/** The middle of some times, and where the middle half of them lies. */
export interface Summary {
  readonly median: number
  readonly lowerQuartile: number
  readonly upperQuartile: number
}

/**
 * Median and quartiles.
 *
 * @throws OptionError when there are no values
 */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), lowerQuartile: quantile(sorted, 0.25), upperQuartile: quantile(sorted, 0.75) }
}

/** Linear interpolation between the closest ranks: type 7 of Hyndman and Fan 1996, the default of NumPy and R. */
function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) {
    throw new OptionError({ what: 'There are no values to summarize.', remedy: 'Repeat at least once.' })
  }
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below)
}
