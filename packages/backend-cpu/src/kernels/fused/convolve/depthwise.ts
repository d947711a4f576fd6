import type { KernelArguments, Window } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import type { Scratch } from '../../../scratch.js'
import { CHANNEL_BLOCK } from '../../windows.js'
import { triplesBy, type Triple } from './axis-triples.js'
import { horizontalWindows, verticalWindows } from './axis-windows.js'
import { createDepthwiseSums, type Terms } from './depthwise-sums.js'

/** The kernels of a convolution in which each channel has one filter and sees no other channel. */
export interface Depthwise {
  /** y = x ⋆ weight + bias, without activation. */
  convolve(args: KernelArguments<'convolve'>): void
  inputGradient(args: KernelArguments<'convolveInputGradient'>): void
  weightGradient(args: KernelArguments<'convolveWeightGradient'>): void
}

export function isDepthwise({ window, groups, filters }: { window: Window; groups: number; filters: number }): boolean {
  return groups > 1 && groups === window.channels && groups === filters
}

/**
 * Depthwise convolution is no matrix product worth the name: its matrices have one column. Sums are taken for all
 * channels of a place side by side instead. What lies in the padding is left out.
 */
export function createDepthwise(scratch: Scratch): Depthwise {
  const { sums, add } = createDepthwiseSums(scratch)

  /** Sums over the taps, for each place of an output whose rows and columns have the triples given. */
  const overTaps = (
    window: Window,
    rows: Triple[][],
    columns: Triple[][],
    source: { values: Float32Array; height: number; width: number; at: 'position' | 'output' },
    weight: Float32Array,
    bias: Float32Array | null,
    out: Float32Array,
  ): void => {
    const { batch, channels, kernelWidth } = window
    const { height, width, at } = source
    const a: Terms = { values: source.values, places: [] }
    const b: Terms = { values: weight, places: [] }
    let to = 0
    for (let sample = 0; sample < batch; sample++) {
      for (const vertical of rows) {
        for (const horizontal of columns) {
          let terms = 0
          for (const row of vertical) {
            for (const column of horizontal) {
              a.places[terms] = ((sample * height + row[at]) * width + column[at]) * channels
              b.places[terms] = (row.tap * kernelWidth + column.tap) * channels
              terms += 1
            }
          }
          for (let first = 0; first < channels; first += CHANNEL_BLOCK) {
            const count = Math.min(CHANNEL_BLOCK, channels - first)
            for (let c = 0; c < count; c++) sums[c] = bias === null ? 0 : bias[first + c]
            add(a, b, terms, first, count)
            for (let c = 0; c < count; c++) out[to++] = sums[c]
          }
        }
      }
    }
  }

  return {
    convolve: ({ x, weight, bias, y, window }) => {
      const rows = triplesBy('output', verticalWindows(window))
      const columns = triplesBy('output', horizontalWindows(window))
      const source = { values: floats(x), height: window.height, width: window.width, at: 'position' as const }
      overTaps(window, rows, columns, source, floats(weight), bias === null ? null : floats(bias), floats(y))
    },

    inputGradient: ({ dy, weight, dx, window }) => {
      const rows = triplesBy('position', verticalWindows(window))
      const columns = triplesBy('position', horizontalWindows(window))
      const source = { values: floats(dy), height: window.outHeight, width: window.outWidth, at: 'output' as const }
      overTaps(window, rows, columns, source, floats(weight), null, floats(dx))
    },

    weightGradient: ({ x, dy, dweight, window }) => {
      const { batch, height, width, channels, outHeight, outWidth } = window
      const a: Terms = { values: floats(x), places: [] }
      const b: Terms = { values: floats(dy), places: [] }
      const output = floats(dweight)
      const columns = triplesBy('tap', horizontalWindows(window))
      let to = 0
      for (const vertical of triplesBy('tap', verticalWindows(window))) {
        for (const horizontal of columns) {
          for (let first = 0; first < channels; first += CHANNEL_BLOCK) {
            const count = Math.min(CHANNEL_BLOCK, channels - first)
            sums.fill(0, 0, count)
            for (let sample = 0; sample < batch; sample++) {
              for (const row of vertical) {
                horizontal.forEach((column, t) => {
                  a.places[t] = ((sample * height + row.position) * width + column.position) * channels
                  b.places[t] = ((sample * outHeight + row.output) * outWidth + column.output) * channels
                })
                add(a, b, horizontal.length, first, count)
              }
            }
            for (let c = 0; c < count; c++) output[to++] = sums[c]
          }
        }
      }
    },
  }
}
