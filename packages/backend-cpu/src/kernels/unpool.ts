import type { Kernels, Window } from '@evenkeel/core/backend'
import { floats, integers } from '../buffer.js'
import type { Scratch } from '../scratch.js'
import { CHANNEL_BLOCK, outputOf } from './windows.js'

/** The gradient of `pool`. Each input element collects dy of its windows, for max only of those that it won. */
export function createUnpool(scratch: Scratch): Kernels['unpool'] {
  const sums = scratch.float64(CHANNEL_BLOCK)

  return ({ dy, where, dx, window }) => {
    const { batch, height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = window
    const gradient = floats(dy)
    const winners = where === null ? null : integers(where)
    const output = floats(dx)
    if (winners !== null && areDisjoint(window)) return scatter(gradient, winners, output, window)

    let to = 0
    for (let sample = 0; sample < batch; sample++) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          for (let first = 0; first < channels; first += CHANNEL_BLOCK) {
            const count = Math.min(CHANNEL_BLOCK, channels - first)
            collect(sample, row, column, first, count)
            for (let c = 0; c < count; c++) output[to++] = sums[c]
          }
        }
      }
    }

    function collect(sample: number, row: number, column: number, first: number, count: number): void {
      sums.fill(0, 0, count)
      for (let i = 0; i < kernelHeight; i++) {
        const r = outputOf(row, i, window.paddingTop, window.dilationHeight, window.strideHeight, outHeight)
        if (r < 0) continue
        for (let j = 0; j < kernelWidth; j++) {
          const c = outputOf(column, j, window.paddingLeft, window.dilationWidth, window.strideWidth, outWidth)
          if (c < 0) continue
          const from = ((sample * outHeight + r) * outWidth + c) * channels + first
          if (winners === null) addAll(from, count)
          else addWon(winners, from, row * width + column, count)
        }
      }
    }

    function addAll(from: number, count: number): void {
      for (let k = 0; k < count; k++) sums[k] += gradient[from + k]
    }

    function addWon(winners: Int32Array, from: number, position: number, count: number): void {
      for (let k = 0; k < count; k++) if (winners[from + k] === position) sums[k] += gradient[from + k]
    }
  }
}

/** Whether no element lies in two windows. */
function areDisjoint(window: Window): boolean {
  const { kernelHeight, strideHeight, dilationHeight, kernelWidth, strideWidth, dilationWidth } = window
  return (kernelHeight - 1) * dilationHeight < strideHeight && (kernelWidth - 1) * dilationWidth < strideWidth
}

/** Each winner of a single window takes its dy. */
function scatter(dy: Float32Array, winners: Int32Array, dx: Float32Array, window: Window): void {
  const { batch, height, width, channels, outHeight, outWidth } = window
  dx.fill(0)
  for (let place = 0; place < batch * outHeight * outWidth; place++) {
    const plane = Math.floor(place / (outHeight * outWidth)) * height * width
    const from = place * channels
    for (let c = 0; c < channels; c++) {
      const winner = winners[from + c]
      if (winner >= 0) dx[(plane + winner) * channels + c] = dy[from + c]
    }
  }
}
