import type { Scratch } from '../../scratch.js'
import { CHANNEL_BLOCK, type Block } from './blocks.js'

/** dx = a·((dy + w·d) + w·b·(x − center)) over one block, with coefficients that the caller sets first. */
export interface BiaffinePass {
  readonly center: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly d: Float64Array
  run(dy: Float32Array, x: Float32Array, weights: Float32Array | null, dx: Float32Array, block: Block): void
}

export function createBiaffinePass(scratch: Scratch): BiaffinePass {
  const center = scratch.float64(CHANNEL_BLOCK)
  const a = scratch.float64(CHANNEL_BLOCK)
  const b = scratch.float64(CHANNEL_BLOCK)
  const d = scratch.float64(CHANNEL_BLOCK)

  const runRows = (dy: Float32Array, x: Float32Array, dx: Float32Array, block: Block): void => {
    const { outer, channels, start, channel, width } = block
    const end = start + channel + outer * channels
    const fourRows = end - (outer % 4) * channels
    let row = start + channel
    for (; row < fourRows; row += 4 * channels) {
      const second = row + channels
      const third = second + channels
      const fourth = third + channels
      for (let c = 0; c < width; c++) {
        const ac = a[c]
        const bc = b[c]
        const dc = d[c]
        const subtrahend = center[c]
        dx[row + c] = ac * (dy[row + c] + dc + bc * (x[row + c] - subtrahend))
        dx[second + c] = ac * (dy[second + c] + dc + bc * (x[second + c] - subtrahend))
        dx[third + c] = ac * (dy[third + c] + dc + bc * (x[third + c] - subtrahend))
        dx[fourth + c] = ac * (dy[fourth + c] + dc + bc * (x[fourth + c] - subtrahend))
      }
    }
    for (; row < end; row += channels) {
      for (let c = 0; c < width; c++) dx[row + c] = a[c] * (dy[row + c] + d[c] + b[c] * (x[row + c] - center[c]))
    }
  }

  const runPlanes = (dy: Float32Array, x: Float32Array, dx: Float32Array, block: Block): void => {
    const { outer, channels, inner, start, channel, width } = block
    for (let o = 0; o < outer; o++) {
      let i = start + (o * channels + channel) * inner
      for (let c = 0; c < width; c++) {
        const [ac, bc, dc, subtrahend] = [a[c], b[c], d[c], center[c]]
        for (const end = i + inner; i < end; i++) dx[i] = ac * (dy[i] + dc + bc * (x[i] - subtrahend))
      }
    }
  }

  const runWeighted = (
    dy: Float32Array,
    x: Float32Array,
    weights: Float32Array,
    dx: Float32Array,
    { outer, channels, inner, start, weightStart, channel, width }: Block,
  ): void => {
    for (let o = 0; o < outer; o++) {
      for (let position = 0; position < inner; position++) {
        const weight = weights[weightStart + o * inner + position]
        let i = start + (o * channels + channel) * inner + position
        for (let c = 0; c < width; c++, i += inner) {
          const correction = weight === 0 ? 0 : weight * (d[c] + b[c] * (x[i] - center[c]))
          dx[i] = a[c] * (dy[i] + correction)
        }
      }
    }
  }

  const run: BiaffinePass['run'] = (dy, x, weights, dx, block) => {
    if (weights !== null) runWeighted(dy, x, weights, dx, block)
    else if (block.inner === 1) runRows(dy, x, dx, block)
    else runPlanes(dy, x, dx, block)
  }
  return { center, a, b, d, run }
}
