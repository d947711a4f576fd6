import { random } from '@evenkeel/core'

/** Normal numbers, the same in every process. Streams of one seed are independent. */
export function normalData(length: number, stream: number, mean = 0, deviation = 1): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 20150211, stream, offset: 0 })
  return values.map((value) => mean + deviation * value)
}

/** Uniform numbers in [low, high), the same in every process. */
export function uniformData(length: number, stream: number, low: number, high: number): Float32Array {
  const values = new Float32Array(length)
  random.fillUniform(values, { seed: 20150211, stream, offset: 0 })
  return values.map((value) => low + (high - low) * value)
}

/** Weights, uniform with limit √(6 / (inputs + outputs)) (Glorot and Bengio 2010, equation 16). */
export function glorotUniform(length: number, inputs: number, outputs: number, stream: number): Float32Array {
  const limit = Math.sqrt(6 / (inputs + outputs))
  return uniformData(length, stream, -limit, limit)
}
