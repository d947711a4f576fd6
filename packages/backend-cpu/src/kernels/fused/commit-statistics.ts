import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'

/** Moves running statistics towards those of a batch; a factor of 0 or an empty batch leaves them as they were. */
export const commitStatistics: CompleteKernels['commitStatistics'] = (args) => {
  const [count, center, residual, m2] = [args.count, args.center, args.residual, args.m2].map(floats)
  const [mean, variance, updates] = [args.mean, args.variance, args.updates].map(floats)
  if (floats(args.factor)[0] === 0 || count.includes(0)) return
  const weight = args.weight ?? 1 / (updates[0] + 1)
  const lost = args.unbiased ? 1 : 0

  for (let c = 0; c < mean.length; c++) {
    mean[c] += weight * (center[c] + residual[c] - mean[c])
    if (count[c] > lost) variance[c] += weight * (m2[c] / (count[c] - lost) - variance[c])
  }
  updates[0] += 1
}
