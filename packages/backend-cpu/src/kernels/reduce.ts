import type { Kernels } from '@evenkeel/core/backend'
import { floats, integers } from '../buffer.js'
import type { Scratch } from '../scratch.js'

/** Columns reduced side by side where the reduced axis is not the last one. */
const COLUMN_BLOCK = 512

/** Sum, max, min or argmax over the middle of [outer, n, inner]. */
export function createReduce(scratch: Scratch): Kernels['reduce'] {
  const sums = scratch.float64(COLUMN_BLOCK)

  return ({ x, out, op, outer, n, inner }) => {
    const input = floats(x)
    if (op === 'argmax') return argmax(input, integers(out), outer, n, inner)
    const output = floats(out)
    if (op === 'sum') return sum(input, output, outer, n, inner)
    return extreme(input, output, outer, n, inner, op)
  }

  function sum(x: Float32Array, out: Float32Array, outer: number, n: number, inner: number): void {
    if (inner === 1) {
      for (let o = 0, i = 0; o < outer; o++) {
        let total = 0
        for (const end = i + n; i < end; i++) total += x[i]
        out[o] = total
      }
      return
    }
    for (let o = 0; o < outer; o++) {
      for (let column = 0; column < inner; column += COLUMN_BLOCK) {
        const width = Math.min(COLUMN_BLOCK, inner - column)
        sums.fill(0, 0, width)
        for (let j = 0; j < n; j++) {
          const row = (o * n + j) * inner + column
          for (let c = 0; c < width; c++) sums[c] += x[row + c]
        }
        for (let c = 0; c < width; c++) out[o * inner + column + c] = sums[c]
      }
    }
  }
}

/** The least is the greatest with the other sign. A NaN wins over all. */
function extreme(x: Float32Array, out: Float32Array, outer: number, n: number, inner: number, op: 'max' | 'min'): void {
  const sign = op === 'max' ? 1 : -1
  for (let o = 0; o < outer; o++) {
    if (inner === 1) out[o] = sign * greatest(x, o * n, (o + 1) * n, sign)
    else greatestRows(x, out, { begin: o * n * inner, rows: n, width: inner, target: o * inner, sign })
  }
}

function greatest(x: Float32Array, begin: number, end: number, sign: number): number {
  let best = -Infinity
  for (let i = begin; i < end; i++) {
    const value = sign * x[i]
    if (value <= best) continue
    best = value
    if (value !== value) break
  }
  return best
}

interface Rows {
  readonly begin: number
  readonly rows: number
  readonly width: number
  /** Where the result goes. */
  readonly target: number
  readonly sign: number
}

/** Row by row, as they lie in memory. */
function greatestRows(x: Float32Array, out: Float32Array, { begin, rows, width, target, sign }: Rows): void {
  out.fill(-Infinity, target, target + width)
  for (let row = 0, i = begin; row < rows; row++) {
    for (let c = target; c < target + width; c++, i++) {
      const value = sign * x[i]
      if (!(value <= out[c]) && out[c] === out[c]) out[c] = value
    }
  }
  for (let c = target; c < target + width; c++) out[c] *= sign
}

/** The first of equals wins, and the first NaN wins over all. */
function argmax(x: Float32Array, out: Int32Array, outer: number, n: number, inner: number): void {
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      const start = o * n * inner + c
      let winner = 0
      let best = x[start]
      for (let j = 1, i = start + inner; j < n && best === best; j++, i += inner) {
        if (x[i] <= best) continue
        best = x[i]
        winner = j
      }
      out[o * inner + c] = winner
    }
  }
}
