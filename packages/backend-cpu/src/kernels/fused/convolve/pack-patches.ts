import type { Window } from '@evenkeel/core/backend'
import { TILE_ROWS } from '../../matmul-tile.js'
import { clearRows, type Factors } from './blocked-product.js'

/**
 * The matrix of `patches` for one group as a left factor, [positions, taps · channels of the group], packed from the
 * planes x themselves. Paddings may be negative.
 */
export function packPatches(x: Float32Array, window: Window, group: number, groups: number): Factors['packRows'] {
  const { height, width, channels, kernelWidth, outHeight, outWidth } = window
  const groupChannels = channels / groups
  // Taps that stand side by side in memory, a whole row of the kernel, are one run.
  const taps = groups === 1 && window.dilationWidth === 1 ? kernelWidth : 1
  const runsPerRow = kernelWidth / taps
  const length = taps * groupChannels

  return (panel, row, count, start, depth) => {
    const end = depth * TILE_ROWS
    const firstRun = Math.floor(start / length)
    const firstKernelRow = Math.floor(firstRun / runsPerRow)
    for (let i = 0; i < count; i++) {
      const line = Math.floor((row + i) / outWidth)
      const sample = Math.floor(line / outHeight)
      const top = (line - sample * outHeight) * window.strideHeight - window.paddingTop
      const left = (row + i - line * outWidth) * window.strideWidth - window.paddingLeft
      let kernelRow = firstKernelRow
      let run = firstRun - firstKernelRow * runsPerRow
      let skipped = start - firstRun * length
      for (let target = i; target < end;) {
        const y = top + kernelRow * window.dilationHeight
        const column = left + run * window.dilationWidth
        const stop = Math.min(target + (length - skipped) * TILE_ROWS, end + i)
        let source = ((sample * height + y) * width + column) * channels + group * groupChannels + skipped
        if (y < 0 || y >= height) {
          for (; target < stop; target += TILE_ROWS) panel[target] = 0
        } else if (column >= 0 && column + taps <= width) {
          for (; target < stop; target += TILE_ROWS, source++) panel[target] = x[source]
        } else {
          const before = Math.max(0, -column * groupChannels - skipped)
          const inside = Math.max(before, (width - column) * groupChannels - skipped)
          const from = Math.min(target + before * TILE_ROWS, stop)
          const to = Math.min(target + inside * TILE_ROWS, stop)
          for (; target < from; target += TILE_ROWS) panel[target] = 0
          for (source += before; target < to; target += TILE_ROWS, source++) panel[target] = x[source]
          for (; target < stop; target += TILE_ROWS) panel[target] = 0
        }
        skipped = 0
        run += 1
        if (run < runsPerRow) continue
        run = 0
        kernelRow += 1
      }
    }
    clearRows(panel, count, depth)
  }
}
