import type { Scratch } from '../../../scratch.js'
import { CHANNEL_BLOCK } from '../../windows.js'

/** One factor of products that are summed by channel: its numbers, and where the first channel of each term stands. */
export interface Terms {
  readonly values: Float32Array
  readonly places: number[]
}

/** Sums of products for the channels of one place, side by side as they stand in memory. */
export interface DepthwiseSums {
  readonly sums: Float64Array
  /** sums[c] += Σ a[c] · b[c] over the first `terms` of the places, for channels first + c, c < count. */
  add(a: Terms, b: Terms, terms: number, first: number, count: number): void
}

/** Three products for each time that a sum is loaded and stored. */
export function createDepthwiseSums(scratch: Scratch): DepthwiseSums {
  const sums = scratch.float64(CHANNEL_BLOCK)

  const add: DepthwiseSums['add'] = ({ values: a, places: p }, { values: b, places: q }, terms, first, count) => {
    let t = 0
    for (; t + 2 < terms; t += 3) {
      const a0 = p[t] + first
      const a1 = p[t + 1] + first
      const a2 = p[t + 2] + first
      const b0 = q[t] + first
      const b1 = q[t + 1] + first
      const b2 = q[t + 2] + first
      for (let c = 0; c < count; c++) sums[c] += a[a0 + c] * b[b0 + c] + a[a1 + c] * b[b1 + c] + a[a2 + c] * b[b2 + c]
    }
    for (; t < terms; t++) {
      const a0 = p[t] + first
      const b0 = q[t] + first
      for (let c = 0; c < count; c++) sums[c] += a[a0 + c] * b[b0 + c]
    }
  }
  return { sums, add }
}
