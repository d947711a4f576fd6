import type { Statistics } from './moments-pass.js'

/** The four outputs of `moments`. */
export interface StoredStatistics {
  readonly count: Float32Array
  readonly center: Float32Array
  readonly residual: Float32Array
  readonly m2: Float32Array
}

/** Writes the statistics of a block from `start` on; a mean becomes two floats, of which center is the nearest one. */
export function storeStatistics(
  { mean, m2 }: Statistics,
  count: number,
  stored: StoredStatistics,
  start: number,
  width: number,
): void {
  for (let c = 0; c < width; c++) {
    const center = Math.fround(mean[c])
    stored.count[start + c] = count
    stored.center[start + c] = center
    stored.residual[start + c] = mean[c] - center
    stored.m2[start + c] = m2[c]
  }
}
