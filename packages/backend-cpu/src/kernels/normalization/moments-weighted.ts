import type { Block } from './blocks.js'
import type { Statistics } from './moments-pass.js'

/**
 * Moments with a weight for each position, shared by the channels, in either layout. Sums are taken of differences
 * from the first sample of weight, so that a constant channel has its mean, and m2 = 0, exactly.
 */
export function createWeightedMoments(
  statistics: Statistics,
): (x: Float32Array, weights: Float32Array, block: Block) => number {
  const { mean, m2 } = statistics

  return (x, weights, { outer, channels, inner, start, weightStart, channel, width }) => {
    const positions = outer * inner
    let first = -1
    let count = 0

    for (let position = 0; position < positions; position++) {
      const weight = weights[weightStart + position]
      if (weight === 0) continue
      count += weight
      if (first < 0) first = elementAt(position)
      let pivot = first
      let element = elementAt(position)
      for (let c = 0; c < width; c++, pivot += inner, element += inner) mean[c] += weight * (x[element] - x[pivot])
    }
    if (first < 0) return 0
    for (let c = 0; c < width; c++) mean[c] = x[first + c * inner] + mean[c] / count

    for (let position = 0; position < positions; position++) {
      const weight = weights[weightStart + position]
      if (weight === 0) continue
      let element = elementAt(position)
      for (let c = 0; c < width; c++, element += inner) m2[c] += weight * (x[element] - mean[c]) ** 2
    }
    return count

    function elementAt(position: number): number {
      const o = Math.floor(position / inner)
      return start + (o * channels + channel) * inner + position - o * inner
    }
  }
}
