import type { Block } from './blocks.js'
import type { Statistics } from './moments-pass.js'

/** Moments where the channels of one sample lie side by side (inner = 1): four rows at a time along the channels. */
export function createRowMoments(statistics: Statistics): (x: Float32Array, block: Block) => void {
  const { mean, m2 } = statistics

  return (x, { outer, channels, start, channel, width }) => {
    if (outer === 0) return
    const end = start + channel + outer * channels
    const fourRows = end - (outer % 4) * channels
    let row = start + channel

    for (; row < fourRows; row += 4 * channels) {
      const second = row + channels
      const third = second + channels
      const fourth = third + channels
      for (let c = 0; c < width; c++) mean[c] += x[row + c] + x[second + c] + (x[third + c] + x[fourth + c])
    }
    for (; row < end; row += channels) {
      for (let c = 0; c < width; c++) mean[c] += x[row + c]
    }
    for (let c = 0; c < width; c++) mean[c] /= outer

    for (row = start + channel; row < fourRows; row += 4 * channels) {
      const second = row + channels
      const third = second + channels
      const fourth = third + channels
      for (let c = 0; c < width; c++) {
        const center = mean[c]
        const d0 = x[row + c] - center
        const d1 = x[second + c] - center
        const d2 = x[third + c] - center
        const d3 = x[fourth + c] - center
        m2[c] += d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3)
      }
    }
    for (; row < end; row += channels) {
      for (let c = 0; c < width; c++) m2[c] += (x[row + c] - mean[c]) ** 2
    }
  }
}
