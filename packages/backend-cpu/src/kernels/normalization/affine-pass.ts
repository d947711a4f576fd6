import type { Scratch } from '../../scratch.js'
import { CHANNEL_BLOCK, type Block } from './blocks.js'

/** y = (x − center)·scale + shift over one block, with coefficients that the caller sets first. */
export interface AffinePass {
  readonly center: Float64Array
  readonly scale: Float64Array
  readonly shift: Float64Array
  run(x: Float32Array, y: Float32Array, block: Block): void
}

export function createAffinePass(scratch: Scratch): AffinePass {
  const center = scratch.float64(CHANNEL_BLOCK)
  const scale = scratch.float64(CHANNEL_BLOCK)
  const shift = scratch.float64(CHANNEL_BLOCK)

  const runRows = (x: Float32Array, y: Float32Array, { outer, channels, start, channel, width }: Block): void => {
    const end = start + channel + outer * channels
    const fourRows = end - (outer % 4) * channels
    let row = start + channel
    for (; row < fourRows; row += 4 * channels) {
      const second = row + channels
      const third = second + channels
      const fourth = third + channels
      for (let c = 0; c < width; c++) {
        const subtrahend = center[c]
        const factor = scale[c]
        const summand = shift[c]
        y[row + c] = (x[row + c] - subtrahend) * factor + summand
        y[second + c] = (x[second + c] - subtrahend) * factor + summand
        y[third + c] = (x[third + c] - subtrahend) * factor + summand
        y[fourth + c] = (x[fourth + c] - subtrahend) * factor + summand
      }
    }
    for (; row < end; row += channels) {
      for (let c = 0; c < width; c++) y[row + c] = (x[row + c] - center[c]) * scale[c] + shift[c]
    }
  }

  const runPlanes = (x: Float32Array, y: Float32Array, block: Block): void => {
    const { outer, channels, inner, start, channel, width } = block
    for (let o = 0; o < outer; o++) {
      let i = start + (o * channels + channel) * inner
      for (let c = 0; c < width; c++) {
        const subtrahend = center[c]
        const factor = scale[c]
        const summand = shift[c]
        for (const end = i + inner; i < end; i++) y[i] = (x[i] - subtrahend) * factor + summand
      }
    }
  }

  const run: AffinePass['run'] = (x, y, block) => {
    if (block.inner === 1) runRows(x, y, block)
    else runPlanes(x, y, block)
  }
  return { center, scale, shift, run }
}
