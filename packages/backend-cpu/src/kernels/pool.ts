import type { Kernels } from '@evenkeel/core/backend'
import { floats, integers } from '../buffer.js'
import type { Scratch } from '../scratch.js'
import { CHANNEL_BLOCK } from './windows.js'

/** Max (with the positions of the winners) or sum over windows; the padding takes no part. */
export function createPool(scratch: Scratch): Kernels['pool'] {
  const sums = scratch.float64(CHANNEL_BLOCK)
  const winners = scratch.float64(CHANNEL_BLOCK)

  return ({ x, out, where, window, op }) => {
    const { batch, height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = window
    const input = floats(x)
    const output = floats(out)
    const positions = where === null ? null : integers(where)
    // Elements of the window that lie in the input, counted over the batch, in row-major order.
    const elements: number[] = []

    let to = 0
    for (let sample = 0; sample < batch; sample++) {
      const plane = sample * height * width
      for (let r = 0; r < outHeight; r++) {
        for (let c = 0; c < outWidth; c++) {
          elements.length = 0
          for (let i = 0; i < kernelHeight; i++) {
            const row = r * window.strideHeight - window.paddingTop + i * window.dilationHeight
            if (row < 0 || row >= height) continue
            for (let j = 0; j < kernelWidth; j++) {
              const column = c * window.strideWidth - window.paddingLeft + j * window.dilationWidth
              if (column >= 0 && column < width) elements.push(plane + row * width + column)
            }
          }
          for (let first = 0; first < channels; first += CHANNEL_BLOCK) {
            const count = Math.min(CHANNEL_BLOCK, channels - first)
            if (op === 'sum') sum(input, elements, channels, first, output, to, count)
            else maximum(input, elements, channels, first, output, to, count)
            if (positions !== null) locate(elements.length, channels, first, plane, positions, to, count)
            to += count
          }
        }
      }
    }
  }

  function sum(
    x: Float32Array,
    elements: readonly number[],
    channels: number,
    first: number,
    out: Float32Array,
    to: number,
    count: number,
  ): void {
    for (let c = 0; c < count; c++) sums[c] = 0
    let t = 0
    for (; t + 2 < elements.length; t += 3) {
      const a = elements[t] * channels + first
      const b = elements[t + 1] * channels + first
      const d = elements[t + 2] * channels + first
      for (let c = 0; c < count; c++) sums[c] += x[a + c] + x[b + c] + x[d + c]
    }
    for (; t < elements.length; t++) {
      const a = elements[t] * channels + first
      for (let c = 0; c < count; c++) sums[c] += x[a + c]
    }
    for (let c = 0; c < count; c++) out[to + c] = sums[c]
  }

  /**
   * Keeps the place of each winner, not its value: an element takes a place over where it is greater or the first NaN,
   * and that goes in arithmetic, without a branch that no processor could predict.
   */
  function maximum(
    x: Float32Array,
    elements: readonly number[],
    channels: number,
    first: number,
    out: Float32Array,
    to: number,
    count: number,
  ): void {
    if (elements.length === 0) {
      out.fill(-Infinity, to, to + count)
      return
    }
    const start = elements[0] * channels + first
    for (let c = 0; c < count; c++) winners[c] = start + c
    for (let t = 1; t < elements.length; t++) {
      const from = elements[t] * channels + first
      for (let c = 0; c < count; c++) {
        const place = winners[c]
        const best = x[place]
        const wins = Number(!(x[from + c] <= best)) & Number(!Number.isNaN(best))
        winners[c] = place + (from + c - place) * wins
      }
    }
    for (let c = 0; c < count; c++) out[to + c] = x[winners[c]]
  }

  /** Positions of the winners in their plane, −1 where the window had no elements. */
  function locate(
    elements: number,
    channels: number,
    first: number,
    plane: number,
    positions: Int32Array,
    to: number,
    count: number,
  ): void {
    if (elements === 0) positions.fill(-1, to, to + count)
    else for (let c = 0; c < count; c++) positions[to + c] = (winners[c] - first - c) / channels - plane
  }
}
