import type { Window } from '@evenkeel/core/backend'
import { TILE_ROWS } from '../../matmul-tile.js'
import { clearRows, type Factors } from './blocked-product.js'

/**
 * The matrix of `patches` for one group turned over, [taps · channels of the group, positions], packed from the planes
 * x themselves: the left factor of a sum over positions.
 */
export function packPatchesTransposed(
  x: Float32Array,
  window: Window,
  group: number,
  groups: number,
): Factors['packRows'] {
  const { height, width, channels, kernelWidth, outHeight, outWidth, strideWidth } = window
  const groupChannels = channels / groups
  const step = strideWidth * channels

  return (panel, row, count, start, depth) => {
    const end = start + depth
    for (let i = 0; i < count;) {
      const tap = Math.floor((row + i) / groupChannels)
      const kernelRow = Math.floor(tap / kernelWidth)
      const channel = row + i - tap * groupChannels
      const top = kernelRow * window.dilationHeight - window.paddingTop
      const left = (tap - kernelRow * kernelWidth) * window.dilationWidth - window.paddingLeft
      // Columns of windows whose tap lies inside the plane.
      const firstInside = Math.max(0, Math.ceil(-left / strideWidth))
      const endInside = Math.max(firstInside, Math.ceil((width - left) / strideWidth))
      // Three channels side by side make a tile, which costs little more than one of its rows.
      const together = count - i === TILE_ROWS && channel + TILE_ROWS <= groupChannels
      const zeroStep = together ? 1 : TILE_ROWS
      let target = i
      for (let position = start; position < end;) {
        const line = Math.floor(position / outWidth)
        const sample = Math.floor(line / outHeight)
        const y = (line - sample * outHeight) * window.strideHeight + top
        const column = position - line * outWidth
        const endColumn = Math.min(outWidth, column + end - position)
        position += endColumn - column
        const inside = y >= 0 && y < height
        const from = inside ? Math.min(Math.max(firstInside, column), endColumn) : endColumn
        const to = inside ? Math.min(Math.max(endInside, from), endColumn) : endColumn
        const copied = target + (from - column) * TILE_ROWS
        const copiedTo = target + (to - column) * TILE_ROWS
        const stop = target + (endColumn - column) * TILE_ROWS
        let source = ((sample * height + y) * width + left + from * strideWidth) * channels
        source += group * groupChannels + channel
        for (; target < copied; target += zeroStep) panel[target] = 0
        if (together) {
          for (; target < copiedTo; target += TILE_ROWS, source += step) {
            panel[target] = x[source]
            panel[target + 1] = x[source + 1]
            panel[target + 2] = x[source + 2]
          }
        } else for (; target < copiedTo; target += TILE_ROWS, source += step) panel[target] = x[source]
        for (; target < stop; target += zeroStep) panel[target] = 0
      }
      i += together ? TILE_ROWS : 1
    }
    clearRows(panel, count, depth)
  }
}
