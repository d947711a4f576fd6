import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'

/** softmax or log softmax over the middle of [outer, n, inner], from differences to the largest entry. */
export const softmax: CompleteKernels['softmax'] = ({ x, y, outer, n, inner, log }) => {
  const input = floats(x)
  const output = floats(y)
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < inner; c++) {
      const start = o * n * inner + c
      if (log) logSoftmaxLine(input, output, start, n, inner)
      else softmaxLine(input, output, start, n, inner)
    }
  }
}

/** Softmax of the n elements from `start` on, `stride` apart. Returns the logarithm of Σ exp(x). */
export function softmaxLine(x: Float32Array, y: Float32Array, start: number, n: number, stride: number): number {
  const end = start + n * stride
  const largest = maximum(x, start, end, stride)
  let sum = 0
  for (let i = start; i < end; i += stride) {
    const exponential = Math.exp(x[i] - largest)
    y[i] = exponential
    sum += exponential
  }
  for (let i = start; i < end; i += stride) y[i] /= sum
  return largest + Math.log(sum)
}

function logSoftmaxLine(x: Float32Array, y: Float32Array, start: number, n: number, stride: number): void {
  const end = start + n * stride
  const largest = maximum(x, start, end, stride)
  let sum = 0
  for (let i = start; i < end; i += stride) sum += Math.exp(x[i] - largest)
  const shift = Math.log(sum)
  for (let i = start; i < end; i += stride) y[i] = x[i] - largest - shift
}

function maximum(x: Float32Array, start: number, end: number, stride: number): number {
  let largest = -Infinity
  for (let i = start; i < end; i += stride) largest = Math.max(largest, x[i])
  return largest
}
