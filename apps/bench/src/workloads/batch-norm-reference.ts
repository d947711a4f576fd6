import type { BatchNormInputs } from './batch-norm.js'
import type { Outputs } from './workload.js'

/** Ioffe and Szegedy 2015, Algorithm 1 and the gradients of its section 3, channel by channel in double precision. */
export function batchNormReference({ rows, channels, epsilon, x, gamma, beta, dy }: BatchNormInputs): Outputs {
  const y = new Float32Array(rows * channels)
  const dx = new Float32Array(rows * channels)
  const dgamma = new Float32Array(channels)
  const dbeta = new Float32Array(channels)
  for (let channel = 0; channel < channels; channel++) {
    const sumOver = (term: (index: number) => number): number => {
      let sum = 0
      for (let index = channel; index < x.length; index += channels) sum += term(index)
      return sum
    }
    const mean = sumOver((i) => x[i]) / rows
    const variance = sumOver((i) => (x[i] - mean) ** 2) / rows
    const scale = 1 / Math.sqrt(variance + epsilon)
    const sum = sumOver((i) => dy[i])
    const product = sumOver((i) => dy[i] * (x[i] - mean) * scale)
    for (let i = channel; i < x.length; i += channels) {
      const normalized = (x[i] - mean) * scale
      y[i] = gamma[channel] * normalized + beta[channel]
      dx[i] = gamma[channel] * scale * (dy[i] - sum / rows - (normalized * product) / rows)
    }
    dgamma[channel] = product
    dbeta[channel] = sum
  }
  return { y, dx, dgamma, dbeta }
}
