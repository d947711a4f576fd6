import type { Window } from '@evenkeel/core/backend'
import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

/** One place where a window meets the input, or the padding. */
interface Tap {
  /** Which output position, counted over batch, rows and columns. */
  readonly output: number
  /** Which element of the kernel, row-major. */
  readonly kernel: number
  /** Element of the batch. */
  readonly sample: number
  /** Position `row · width + column` in the input plane, or −1 in the padding. */
  readonly position: number
}

/** Every tap of a window's geometry, outputs in order and kernel elements row-major within each. */
export function tapsOf(window: Window): Tap[] {
  const { batch, height, width, kernelHeight, kernelWidth, outHeight, outWidth } = window
  const taps: Tap[] = []
  for (let sample = 0; sample < batch; sample++)
    for (let r = 0; r < outHeight; r++)
      for (let c = 0; c < outWidth; c++)
        for (let i = 0; i < kernelHeight; i++)
          for (let j = 0; j < kernelWidth; j++) {
            const row = r * window.strideHeight - window.paddingTop + i * window.dilationHeight
            const column = c * window.strideWidth - window.paddingLeft + j * window.dilationWidth
            const inside = row >= 0 && row < height && column >= 0 && column < width
            const output = (sample * outHeight + r) * outWidth + c
            taps.push({ output, kernel: i * kernelWidth + j, sample, position: inside ? row * width + column : -1 })
          }
  return taps
}

/** Index into x [batch, height, width, channels] of a tap inside the input. */
export function inputIndex(window: Window, tap: Tap, channel: number): number {
  return (tap.sample * window.height * window.width + tap.position) * window.channels + channel
}

/** Index into the rows of `patches`, [groups, outputs, kernel elements · channels of the group]. */
function patchIndex(window: Window, groups: number, tap: Tap, channel: number): number {
  const perGroup = window.channels / groups
  const outputs = window.batch * window.outHeight * window.outWidth
  const row = Math.floor(channel / perGroup) * outputs + tap.output
  return (row * window.kernelHeight * window.kernelWidth + tap.kernel) * perGroup + (channel % perGroup)
}

export const patches: Oracle<'patches'> = ({ x, out, window, groups }) => {
  const values = new Float64Array(out.length)
  for (const tap of tapsOf(window))
    for (let channel = 0; channel < window.channels; channel++)
      if (tap.position >= 0) values[patchIndex(window, groups, tap, channel)] = x[inputIndex(window, tap, channel)]
  return onlyOut(values)
}

export const unpatches: Oracle<'unpatches'> = ({ dout, dx, window, groups }) => {
  const values = new Float64Array(dx.length)
  const scale = new Float64Array(dx.length)
  for (const tap of tapsOf(window))
    for (let channel = 0; channel < window.channels; channel++)
      if (tap.position >= 0) {
        const gradient = dout[patchIndex(window, groups, tap, channel)]
        values[inputIndex(window, tap, channel)] += gradient
        scale[inputIndex(window, tap, channel)] += Math.abs(gradient)
      }
  return { dx: { values, scale } }
}
