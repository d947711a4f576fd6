import type { CompleteKernels, Window } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import { TILE_COLUMNS } from '../../matmul-tile.js'
import { horizontalWindows, verticalWindows } from './axis-windows.js'
import type { BlockedProduct, Factors } from './blocked-product.js'
import { packPatches } from './pack-patches.js'
import { phasesOf, type Phase } from './phases.js'

/**
 * dx as a convolution of dy: every input element sums over the taps through which it was seen. With strides, elements
 * see different taps; those that see the same ones, a phase, lie on a coarser grid and make a product of their own.
 */
export function createConvolveInputGradient(product: BlockedProduct): CompleteKernels['convolveInputGradient'] {
  return ({ dy, weight, dx, window, groups, filters }) => {
    const gradient = floats(dy)
    const factor = floats(weight)
    const output = floats(dx)
    const { batch, height, width, channels, kernelWidth } = window
    const groupChannels = channels / groups
    const groupFilters = filters / groups

    for (const rows of phasesOf(verticalWindows(window))) {
      for (const columns of phasesOf(horizontalWindows(window))) {
        const taps = rows.taps.flatMap((row) => columns.taps.map((column) => row * kernelWidth + column))
        const seen = windowOfPhase(window, filters, rows, columns)
        for (let group = 0; group < groups; group++) {
          product(batch * rows.count * columns.count, groupChannels, taps.length * groupFilters, {
            packRows: packPatches(gradient, seen, group, groups),
            packColumns: packTurnedWeight(factor, taps, groupChannels, groupFilters, filters, group),
            store: (sums, stride, first, count, column, sumColumns) => {
              for (let i = 0; i < count; i++) {
                const line = Math.floor((first + i) / columns.count)
                const sample = Math.floor(line / rows.count)
                const y = rows.first + (line - sample * rows.count) * window.strideHeight
                const x = columns.first + (first + i - line * columns.count) * window.strideWidth
                const from = i * stride
                const to = ((sample * height + y) * width + x) * channels + group * groupChannels + column
                for (let j = 0; j < sumColumns; j++) output[to + j] = sums[from + j]
              }
            },
          })
        }
      }
    }
  }
}

/** The weight as a right factor [taps · filters of the group, channels of the group], its taps in the order given. */
function packTurnedWeight(
  weight: Float32Array,
  taps: readonly number[],
  groupChannels: number,
  groupFilters: number,
  filters: number,
  group: number,
): Factors['packColumns'] {
  return (block, at, channel, count, start, depth) => {
    const end = start + depth
    for (let j = 0; j < TILE_COLUMNS; j++) {
      let target = at + j
      for (let term = start; term < end;) {
        const place = Math.floor(term / groupFilters)
        const stop = Math.min((place + 1) * groupFilters, end)
        const row = taps[place] * groupChannels + channel + j
        let source = row * filters + group * groupFilters + term - place * groupFilters
        for (; term < stop; term++, source++, target += TILE_COLUMNS) block[target] = j < count ? weight[source] : 0
      }
    }
  }
}

/** The windows of dy that the elements of a phase see. */
function windowOfPhase(window: Window, filters: number, rows: Phase, columns: Phase): Window {
  return {
    batch: window.batch,
    height: window.outHeight,
    width: window.outWidth,
    channels: filters,
    kernelHeight: rows.taps.length,
    kernelWidth: columns.taps.length,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: rows.dilation,
    dilationWidth: columns.dilation,
    paddingTop: rows.padding,
    paddingLeft: columns.padding,
    outHeight: rows.count,
    outWidth: columns.count,
  }
}
