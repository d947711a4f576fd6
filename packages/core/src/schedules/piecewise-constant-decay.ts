import { requireOption, requireRate } from './options.js'
import type { Schedule } from './schedule.js'

/** Options of {@link piecewiseConstantDecay}. */
export interface PiecewiseConstantDecayOptions {
  /** Last step of each piece but the last, ascending. */
  readonly boundaries: readonly number[]
  /** Rate of each piece: one more than there are boundaries. */
  readonly values: readonly number[]
}

/**
 * values[0] up to and including step boundaries[0], values[1] up to and including boundaries[1], and so on.
 *
 * @throws OptionError when the boundaries do not ascend, or the number of values is not one more
 */
export function piecewiseConstantDecay({ boundaries, values }: PiecewiseConstantDecayOptions): Schedule {
  const name = 'piecewiseConstantDecay'
  const ascending = boundaries.every((boundary, i) => boundary > (boundaries[i - 1] ?? -Infinity))
  requireOption(name, 'boundaries', `[${boundaries.join(', ')}]`, ascending, 'Give steps that ascend.')
  const length = boundaries.length + 1
  const remedy = `Give ${length}, one more than there are boundaries.`
  requireOption(name, 'the number of values', values.length, values.length === length, remedy)
  for (const value of values) requireRate(name, 'a value', value)
  return (step) => values[boundaries.filter((boundary) => step > boundary).length]
}
