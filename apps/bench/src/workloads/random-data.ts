import { random } from '@evenkeel/core'

/** Normal numbers, the same in every process. Streams of one seed are independent. */
export function normalData(length: number, stream: number, mean = 0, deviation = 1): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 20150211, stream, offset: 0 })
  return values.map((value) => mean + deviation * value)
}

/** Uniform numbers in [−limit, limit), the same in every process. */
export function uniformData(length: number, stream: number, limit: number): Float32Array {
  const values = new Float32Array(length)
  random.fillUniform(values, { seed: 20150211, stream, offset: 0 })
  return values.map((value) => (2 * value - 1) * limit)
}
