import type { Kernels } from '@evenkeel/core/backend'
import { floats, integers } from '../buffer.js'
import type { Scratch } from '../scratch.js'
import { CHANNEL_BLOCK } from './windows.js'

/** Max (with the positions of the winners) or sum over windows; the padding takes no part. */
export function createPool(scratch: Scratch): Kernels['pool'] {
  const best = scratch.float64(CHANNEL_BLOCK)
  const winner = scratch.float64(CHANNEL_BLOCK)

  return ({ x, out, where, window, op }) => {
    const { batch, height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = window
    const input = floats(x)
    const output = floats(out)
    const positions = where === null ? null : integers(where)
    const visit = op === 'max' ? compare : add

    let to = 0
    for (let sample = 0; sample < batch; sample++) {
      for (let r = 0; r < outHeight; r++) {
        for (let c = 0; c < outWidth; c++) {
          for (let first = 0; first < channels; first += CHANNEL_BLOCK) {
            const count = Math.min(CHANNEL_BLOCK, channels - first)
            best.fill(op === 'max' ? -Infinity : 0, 0, count)
            winner.fill(-1, 0, count)
            visitWindow(sample, r, c, first, count)
            for (let k = 0; k < count; k++) output[to + k] = best[k]
            if (positions !== null) for (let k = 0; k < count; k++) positions[to + k] = winner[k]
            to += count
          }
        }
      }
    }

    function visitWindow(sample: number, r: number, c: number, first: number, count: number): void {
      for (let i = 0; i < kernelHeight; i++) {
        const row = r * window.strideHeight - window.paddingTop + i * window.dilationHeight
        if (row < 0 || row >= height) continue
        for (let j = 0; j < kernelWidth; j++) {
          const column = c * window.strideWidth - window.paddingLeft + j * window.dilationWidth
          if (column < 0 || column >= width) continue
          const position = row * width + column
          visit(input, (sample * height * width + position) * channels + first, position, count)
        }
      }
    }
  }

  function add(x: Float32Array, from: number, _position: number, count: number): void {
    for (let k = 0; k < count; k++) best[k] += x[from + k]
  }

  /** The first element wins over nothing at all, a greater one over a smaller one, the first NaN over all. */
  function compare(x: Float32Array, from: number, position: number, count: number): void {
    for (let k = 0; k < count; k++) {
      const value = x[from + k]
      if (value <= best[k] && winner[k] >= 0) continue
      if (Number.isNaN(best[k])) continue
      best[k] = value
      winner[k] = position
    }
  }
}
