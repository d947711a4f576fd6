import type { Scratch } from '../../scratch.js'
import { CHANNEL_BLOCK, type Block } from './blocks.js'

/** Σ dy and Σ dy·(x − center) of the channels of one block, with centers that the caller sets first. */
export interface GradMomentsPass {
  readonly center: Float64Array
  readonly sum: Float64Array
  readonly product: Float64Array
  run(dy: Float32Array, x: Float32Array, block: Block): void
}

export function createGradMomentsPass(scratch: Scratch): GradMomentsPass {
  const center = scratch.float64(CHANNEL_BLOCK)
  const sum = scratch.float64(CHANNEL_BLOCK)
  const product = scratch.float64(CHANNEL_BLOCK)

  const runRows = (dy: Float32Array, x: Float32Array, block: Block): void => {
    const { outer, channels, start, channel, width } = block
    const end = start + channel + outer * channels
    const fourRows = end - (outer % 4) * channels
    let row = start + channel
    for (; row < fourRows; row += 4 * channels) {
      const second = row + channels
      const third = second + channels
      const fourth = third + channels
      for (let c = 0; c < width; c++) {
        const subtrahend = center[c]
        const g0 = dy[row + c]
        const g1 = dy[second + c]
        const g2 = dy[third + c]
        const g3 = dy[fourth + c]
        sum[c] += g0 + g1 + (g2 + g3)
        const p01 = g0 * (x[row + c] - subtrahend) + g1 * (x[second + c] - subtrahend)
        product[c] += p01 + g2 * (x[third + c] - subtrahend) + g3 * (x[fourth + c] - subtrahend)
      }
    }
    for (; row < end; row += channels) {
      for (let c = 0; c < width; c++) {
        sum[c] += dy[row + c]
        product[c] += dy[row + c] * (x[row + c] - center[c])
      }
    }
  }

  const runPlanes = (dy: Float32Array, x: Float32Array, block: Block): void => {
    const { outer, channels, inner, start, channel, width } = block
    for (let o = 0; o < outer; o++) {
      let i = start + (o * channels + channel) * inner
      for (let c = 0; c < width; c++) {
        const subtrahend = center[c]
        let planeSum = 0
        let planeProduct = 0
        for (const end = i + inner; i < end; i++) {
          planeSum += dy[i]
          planeProduct += dy[i] * (x[i] - subtrahend)
        }
        sum[c] += planeSum
        product[c] += planeProduct
      }
    }
  }

  const run: GradMomentsPass['run'] = (dy, x, block) => {
    sum.fill(0, 0, block.width)
    product.fill(0, 0, block.width)
    if (block.inner === 1) runRows(dy, x, block)
    else runPlanes(dy, x, block)
  }
  return { center, sum, product, run }
}
