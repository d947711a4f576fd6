import type { RequiredKernels, Window } from '@evenkeel/core/backend'
import { dataOf } from './buffer.js'

type WindowKernels = Pick<RequiredKernels, 'patches' | 'unpatches' | 'pool' | 'unpool'>

/** Visits each channel of each place where a window lies on the input: indices of input, output and kernel element. */
function eachTap(
  w: Window,
  visit: (input: number, output: number, kernel: number, channel: number, position: number) => void,
): void {
  for (let n = 0; n < w.batch; n++)
    for (let r = 0; r < w.outHeight; r++)
      for (let c = 0; c < w.outWidth; c++)
        for (let i = 0; i < w.kernelHeight; i++)
          for (let j = 0; j < w.kernelWidth; j++) {
            const row = r * w.strideHeight - w.paddingTop + i * w.dilationHeight
            const column = c * w.strideWidth - w.paddingLeft + j * w.dilationWidth
            if (row < 0 || row >= w.height || column < 0 || column >= w.width) continue
            const output = (n * w.outHeight + r) * w.outWidth + c
            const input = (n * w.height + row) * w.width + column
            for (let channel = 0; channel < w.channels; channel++)
              visit(input * w.channels + channel, output, i * w.kernelWidth + j, channel, row * w.width + column)
          }
}

function patchIndex(w: Window, groups: number, output: number, kernel: number, channel: number): number {
  const size = w.channels / groups
  const row = Math.floor(channel / size) * w.batch * w.outHeight * w.outWidth + output
  return (row * w.kernelHeight * w.kernelWidth + kernel) * size + (channel % size)
}

export const windowKernels: WindowKernels = {
  patches: ({ x, out, window, groups }) => {
    const [from, to] = [dataOf(x), dataOf(out).fill(0)]
    eachTap(window, (input, output, kernel, channel) => {
      to[patchIndex(window, groups, output, kernel, channel)] = from[input]
    })
  },

  unpatches: ({ dout, dx, window, groups }) => {
    const [from, to] = [dataOf(dout), dataOf(dx).fill(0)]
    eachTap(window, (input, output, kernel, channel) => {
      to[input] += from[patchIndex(window, groups, output, kernel, channel)]
    })
  },

  pool: ({ x, out, where, window, op }) => {
    const [from, to] = [dataOf(x), dataOf(out).fill(op === 'max' ? -Infinity : 0)]
    const winners = (where === null ? new Int32Array(to.length) : dataOf(where)).fill(-1)
    eachTap(window, (input, output, _, channel, position) => {
      const at = output * window.channels + channel
      const leads = winners[at] < 0 || (!(to[at] >= from[input]) && !Number.isNaN(to[at]))
      if (op === 'sum') to[at] += from[input]
      else if (leads) [to[at], winners[at]] = [from[input], position]
    })
  },

  unpool: ({ dy, where, dx, window }) => {
    const [from, to] = [dataOf(dy), dataOf(dx).fill(0)]
    eachTap(window, (input, output, _, channel, position) => {
      const at = output * window.channels + channel
      if (where === null || dataOf(where)[at] === position) to[input] += from[at]
    })
  },
}
