import type { HostArray, View } from '@evenkeel/core/backend'
import type { Oracle, References } from './reference.js'
import { eachElement, entryCount } from './view.js'

/** Count, mean and centred second moment of each entry of a view, in float64. */
export interface Moments {
  readonly count: Float64Array
  readonly mean: Float64Array
  readonly m2: Float64Array
}

/** Mean first, then the squares about it; the mean is corrected once by what its own rounding left. */
export function momentsOf(x: HostArray, weights: HostArray | null, view: View): Moments {
  const entries = entryCount(view)
  const sumOver = (term: (value: number, entry: number) => number): Float64Array => {
    const sum = new Float64Array(entries)
    eachElement(view, ({ index, entry, weight }) => {
      const w = weights === null ? 1 : weights[weight]
      if (w !== 0) sum[entry] += w * term(x[index], entry)
    })
    return sum
  }
  const count = sumOver(() => 1)
  const perCount = (sum: Float64Array): Float64Array =>
    sum.map((value, entry) => (count[entry] === 0 ? 0 : value / count[entry]))
  const rough = perCount(sumOver((value) => value))
  const left = perCount(sumOver((value, entry) => value - rough[entry]))
  const mean = rough.map((value, entry) => value + left[entry])
  return { count, mean, m2: sumOver((value, entry) => (value - mean[entry]) ** 2) }
}

/**
 * The bounds of the contract as scales: of the mean one standard deviation, of m2 itself, and where |mean| / std
 * exceeds 1e3 (a constant channel at the extreme) what remains of 1e-9 of the mean.
 */
export function momentReferences({ count, mean, m2 }: Moments): References {
  const offset = mean.map((value) => 1e-3 * Math.abs(value))
  const deviation = m2.map((value, entry) => Math.sqrt(value / Math.max(count[entry], 1)))
  return {
    count: { values: count },
    mean: { values: mean, scale: deviation.map((value, entry) => Math.max(value, offset[entry])) },
    m2: {
      values: m2,
      scale: m2.map((value, entry) => value + count[entry] * 0.1 * (1e-3 * offset[entry]) ** 2),
    },
  }
}

export const moments: Oracle<'moments'> = ({ x, weights, view }) => momentReferences(momentsOf(x, weights, view))
