import type { Oracle } from './reference.js'

/** Softmax of one line, its logarithm, and how far each entry lies below the largest. */
export interface SoftmaxLine {
  readonly probabilities: readonly number[]
  readonly logarithms: readonly number[]
  readonly depths: readonly number[]
}

export function softmaxLine(line: readonly number[]): SoftmaxLine {
  const largest = line.reduce((high, value) => Math.max(high, value), -Infinity)
  const shifted = line.map((value) => value - largest)
  const sum = shifted.reduce((total, value) => total + Math.exp(value), 0)
  return {
    probabilities: shifted.map((value) => Math.exp(value) / sum),
    logarithms: shifted.map((value) => value - Math.log(sum)),
    depths: shifted.map(Math.abs),
  }
}

export const softmax: Oracle<'softmax'> = ({ x, y, outer, n, inner, log }) => {
  const values = new Float64Array(y.length)
  const scale = new Float64Array(y.length)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = (j: number): number => (o * n + j) * inner + i
      const line = softmaxLine(Array.from({ length: n }, (_, j) => x[at(j)]))
      for (let j = 0; j < n; j++) {
        const probability = line.probabilities[j]
        values[at(j)] = log ? line.logarithms[j] : probability
        scale[at(j)] = (log ? 1 : probability) * (1 + line.depths[j])
      }
    }
  }
  return { y: { values, scale } }
}
