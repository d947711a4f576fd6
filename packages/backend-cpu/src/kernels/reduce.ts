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

function extreme(x: Float32Array, out: Float32Array, outer: number, n: number, inner: number, op: 'max' | 'min'): void {
  const pick = op === 'max' ? Math.max : Math.min
  out.fill(op === 'max' ? -Infinity : Infinity)
  for (let o = 0; o < outer; o++) {
    const target = o * inner
    for (let j = 0; j < n; j++) {
      const row = (o * n + j) * inner
      for (let c = 0; c < inner; c++) out[target + c] = pick(out[target + c], x[row + c])
    }
  }
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
