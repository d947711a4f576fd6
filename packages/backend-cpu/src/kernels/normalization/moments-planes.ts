import type { Block } from './blocks.js'
import type { Statistics } from './moments-pass.js'

/** Moments where a channel's values come in runs (inner > 1): two sums at a time along each run. */
export function createPlaneMoments(statistics: Statistics): (x: Float32Array, block: Block) => void {
  const { mean, m2 } = statistics

  return (x, { outer, channels, inner, start, channel, width }) => {
    for (let o = 0; o < outer; o++) {
      let plane = start + (o * channels + channel) * inner
      for (let c = 0; c < width; c++, plane += inner) mean[c] += sum(x, plane, plane + inner)
    }
    const count = outer * inner
    if (count === 0) return
    for (let c = 0; c < width; c++) mean[c] /= count

    for (let o = 0; o < outer; o++) {
      let plane = start + (o * channels + channel) * inner
      for (let c = 0; c < width; c++, plane += inner) m2[c] += squaredDeviations(x, plane, plane + inner, mean[c])
    }
  }
}

function sum(x: Float32Array, from: number, to: number): number {
  let even = 0
  let odd = 0
  let i = from
  for (; i < to - 1; i += 2) {
    even += x[i]
    odd += x[i + 1]
  }
  if (i < to) even += x[i]
  return even + odd
}

function squaredDeviations(x: Float32Array, from: number, to: number, center: number): number {
  let even = 0
  let odd = 0
  let i = from
  for (; i < to - 1; i += 2) {
    even += (x[i] - center) ** 2
    odd += (x[i + 1] - center) ** 2
  }
  if (i < to) even += (x[i] - center) ** 2
  return even + odd
}
