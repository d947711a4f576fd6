import type { Oracle, References } from './reference.js'
import { inputIndex, tapsOf } from './windows.js'

/** Whether `candidate` takes the lead from `leader`: strictly larger, or the first NaN. */
function leads(candidate: number, leader: number): boolean {
  return !Number.isNaN(leader) && (Number.isNaN(candidate) || candidate > leader)
}

export const pool: Oracle<'pool'> = ({ x, out, where, window, op }) => {
  const values = new Float64Array(out.length).fill(op === 'max' ? -Infinity : 0)
  const scale = new Float64Array(out.length)
  const winners = new Int32Array(out.length).fill(-1)
  for (const tap of tapsOf(window))
    for (let channel = 0; channel < window.channels && tap.position >= 0; channel++) {
      const value = x[inputIndex(window, tap, channel)]
      const at = tap.output * window.channels + channel
      if (op === 'sum') {
        values[at] += value
        scale[at] += Math.abs(value)
      } else if (winners[at] < 0 || leads(value, values[at])) {
        values[at] = value
        scale[at] = Math.abs(value)
        winners[at] = tap.position
      }
    }
  const pooled: References = { out: { values, scale } }
  return where === null ? pooled : { ...pooled, where: { values: winners } }
}

export const unpool: Oracle<'unpool'> = ({ dy, where, dx, window }) => {
  const values = new Float64Array(dx.length)
  const scale = new Float64Array(dx.length)
  const add = (index: number, gradient: number): void => {
    values[index] += gradient
    scale[index] += Math.abs(gradient)
  }
  if (where === null) {
    for (const tap of tapsOf(window))
      for (let channel = 0; channel < window.channels && tap.position >= 0; channel++)
        add(inputIndex(window, tap, channel), dy[tap.output * window.channels + channel])
  } else {
    const { channels, height, width } = window
    const outputsOfSample = window.outHeight * window.outWidth * channels
    where.forEach((position, i) => {
      const sample = Math.floor(i / outputsOfSample)
      if (position >= 0) add((sample * height * width + position) * channels + (i % channels), dy[i])
    })
  }
  return { dx: { values, scale } }
}
