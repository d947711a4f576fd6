import type { BatchNormInputs } from './batch-norm.js'
import { channelExtents } from './channel-extents.js'
import type { Outputs } from './workload.js'

/** Ioffe and Szegedy 2015, Algorithms 1 and 2 and the gradients of section 3, by channel in double precision. */
export function batchNormReference(inputs: BatchNormInputs): Outputs {
  const { epsilon, x, gamma, beta, dy } = inputs
  const { outer, channels, inner } = channelExtents(inputs)
  const count = outer * inner
  const [y, dx, inferred] = [0, 1, 2].map(() => new Float32Array(x.length))
  const [dgamma, dbeta] = [0, 1].map(() => new Float32Array(channels))
  for (let channel = 0; channel < channels; channel++) {
    const forEach = (visit: (index: number) => void): void => {
      for (let block = 0; block < outer; block++) {
        const start = (block * channels + channel) * inner
        for (let index = start; index < start + inner; index++) visit(index)
      }
    }
    const sumOver = (term: (index: number) => number): number => {
      let sum = 0
      forEach((i) => (sum += term(i)))
      return sum
    }
    const mean = sumOver((i) => x[i]) / count
    const variance = sumOver((i) => (x[i] - mean) ** 2) / count
    const scale = 1 / Math.sqrt(variance + epsilon)
    const sum = sumOver((i) => dy[i])
    const product = sumOver((i) => dy[i] * (x[i] - mean) * scale)
    const runningScale = 1 / Math.sqrt(inputs.variance[channel] + epsilon)
    forEach((i) => {
      const normalized = (x[i] - mean) * scale
      y[i] = gamma[channel] * normalized + beta[channel]
      dx[i] = gamma[channel] * scale * (dy[i] - sum / count - (normalized * product) / count)
      inferred[i] = gamma[channel] * (x[i] - inputs.mean[channel]) * runningScale + beta[channel]
    })
    dgamma[channel] = product
    dbeta[channel] = sum
  }
  return { y, dx, dgamma, dbeta, inferred }
}
