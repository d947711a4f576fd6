import type { Oracle } from './reference.js'

export const commitStatistics: Oracle<'commitStatistics'> = (args) => {
  const { count, center, residual, m2, factor, mean, variance, updates, weight, unbiased } = args
  const stays = factor[0] === 0 || count.some((value) => value === 0)
  if (stays) return { mean: { values: mean }, variance: { values: variance }, updates: { values: updates } }
  const w = weight ?? 1 / (updates[0] + 1)
  const means: number[] = []
  const variances: number[] = []
  const meanScale: number[] = []
  const varianceScale: number[] = []
  mean.forEach((old, channel) => {
    const batchMean = center[channel] + residual[channel]
    means.push(old + w * (batchMean - old))
    meanScale.push(Math.abs(old) + Math.abs(w * (batchMean - old)))
    const running = variance[channel]
    const batchVariance = m2[channel] / (unbiased ? count[channel] - 1 : count[channel])
    const left = unbiased && count[channel] <= 1
    variances.push(left ? running : running + w * (batchVariance - running))
    varianceScale.push(left ? running : Math.abs(running) + Math.abs(w * (batchVariance - running)))
  })
  return {
    mean: { values: means, scale: meanScale },
    variance: { values: variances, scale: varianceScale },
    updates: { values: [updates[0] + 1] },
  }
}
