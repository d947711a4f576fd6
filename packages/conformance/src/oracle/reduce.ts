import type { ReduceOp } from '@evenkeel/core/backend'
import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

/** The first of the largest; a NaN is larger than all. */
function firstLargest(line: readonly number[]): number {
  const nan = line.findIndex(Number.isNaN)
  return nan >= 0 ? nan : line.indexOf(line.reduce((largest, value) => Math.max(largest, value)))
}

const OVER_LINE: Readonly<Record<ReduceOp, (line: readonly number[]) => number>> = {
  sum: (line) => line.reduce((sum, value) => sum + value, 0),
  max: (line) => line.reduce((largest, value) => Math.max(largest, value), -Infinity),
  min: (line) => line.reduce((smallest, value) => Math.min(smallest, value), Infinity),
  argmax: firstLargest,
}

export const reduce: Oracle<'reduce'> = ({ x, op, outer, n, inner }) => {
  const values: number[] = []
  const scale: number[] = []
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const line = Array.from({ length: n }, (_, j) => x[(o * n + j) * inner + i])
      values.push(OVER_LINE[op](line))
      scale.push(line.reduce((sum, value) => sum + Math.abs(value), 0))
    }
  }
  return onlyOut(values, scale)
}
