import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../buffer.js'
import type { Scratch } from '../scratch.js'
import { CHANNEL_BLOCK, outputOf } from './windows.js'

/** The adjoint of `patches`. Each input element collects what its windows hold for it, in float64. */
export function createUnpatches(scratch: Scratch): Kernels['unpatches'] {
  const sums = scratch.float64(CHANNEL_BLOCK)

  return ({ dout, dx, window, groups }) => {
    const { batch, height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = window
    const gradient = floats(dout)
    const output = floats(dx)
    const groupChannels = channels / groups
    const positions = batch * outHeight * outWidth
    const taps = kernelHeight * kernelWidth

    let to = 0
    for (let sample = 0; sample < batch; sample++) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          for (let group = 0; group < groups; group++) {
            for (let first = 0; first < groupChannels; first += CHANNEL_BLOCK) {
              const count = Math.min(CHANNEL_BLOCK, groupChannels - first)
              collect(sample, row, column, group, first, count)
              for (let c = 0; c < count; c++) output[to++] = sums[c]
            }
          }
        }
      }
    }

    function collect(sample: number, row: number, column: number, group: number, first: number, count: number): void {
      sums.fill(0, 0, count)
      for (let i = 0; i < kernelHeight; i++) {
        const r = outputOf(row, i, window.paddingTop, window.dilationHeight, window.strideHeight, outHeight)
        if (r < 0) continue
        for (let j = 0; j < kernelWidth; j++) {
          const c = outputOf(column, j, window.paddingLeft, window.dilationWidth, window.strideWidth, outWidth)
          if (c < 0) continue
          const position = group * positions + (sample * outHeight + r) * outWidth + c
          const from = (position * taps + i * kernelWidth + j) * groupChannels + first
          for (let k = 0; k < count; k++) sums[k] += gradient[from + k]
        }
      }
    }
  }
}
