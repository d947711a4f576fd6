import type { View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import {
  backwardCoefficients,
  computeMoments,
  forwardTriple,
  inverseStandardDeviation,
  renormCorrection,
  standardize,
  zip,
} from '../norm/index.js'
import { Tensor } from '../tensor/index.js'
import {
  emptyStatistics,
  gradientList,
  momentsOf,
  present,
  requireChannels,
  requireWeights,
  type BatchStatistics,
} from './normalizer.js'

/** How a batch is renormalized. */
export interface RenormalizeOptions {
  /** Of one group. */
  readonly view: View
  /** Running mean and variance, which have no gradient. */
  readonly mean: Tensor
  readonly variance: Tensor
  /** Scale by channel, or null for 1. */
  readonly gamma: Tensor | null
  /** Shift by channel, or null for 0. */
  readonly beta: Tensor | null
  /** Added to both variances; > 0. */
  readonly epsilon: number
  /** Largest ratio of standard deviations that is corrected, ≥ 1, one element. */
  readonly rMax: Tensor
  /** Largest difference of means that is corrected, in running standard deviations, ≥ 0, one element. */
  readonly dMax: Tensor
  /** Weight of each element shared by the channels, 0 to leave it out; default: all 1. */
  readonly weights?: Tensor | null
}

/**
 * Batch renormalization (Ioffe 2017): y = γ·(x̂·ρ + δ) + β with x̂ by the statistics of the batch, ρ = σ_B/σ limited to
 * [1/rMax, rMax] and δ = (μ_B − μ)/σ limited to ±dMax. Within the limits that is x̂ by the running statistics, as at test
 * time; ρ and δ are constants in the gradient, which flows through the statistics of the batch.
 */
export function batchRenormalize(
  x: Tensor,
  options: RenormalizeOptions,
): { readonly y: Tensor; readonly statistics: BatchStatistics } {
  const { view, mean, variance, gamma, beta, epsilon, rMax, dMax, weights = null } = options
  const operands = present([x, gamma, beta])
  const device = deviceOf('batchRenormalize', present([...operands, mean, variance, rMax, dMax, weights]))
  requireFloat('batchRenormalize', operands)
  requireChannels('batchRenormalize', x, view, [gamma, beta, mean, variance])
  requireWeights('batchRenormalize', view, weights)
  const { kernels } = device
  const { channels } = view
  const statistics = emptyStatistics(device, channels)
  const moments = momentsOf(statistics)
  const rho = Tensor.empty(device, [channels]).buffer
  const delta = Tensor.empty(device, [channels]).buffer
  const y = Tensor.empty(device, x.shape)
  device.withScratch((workspace) => {
    computeMoments(workspace, x.buffer, weights?.buffer ?? null, view, moments)
    const r = inverseStandardDeviation(workspace, moments, epsilon)
    const running = { mean: mean.buffer, variance: variance.buffer }
    const limits = { rMax: rMax.buffer, dMax: dMax.buffer }
    renormCorrection(workspace, moments, r, running, epsilon, limits, { rho, delta })
    const scale = zip(workspace, 'mul', r, rho, r)
    let shift = gamma === null ? delta : zip(workspace, 'mul', delta, gamma.buffer, workspace.scratch(channels))
    if (beta !== null) shift = zip(workspace, 'add', shift, beta.buffer, workspace.scratch(channels))
    const triple = forwardTriple(workspace, moments, scale, gamma?.buffer ?? null, shift)
    kernels.affine({ x: x.buffer, ...triple, y: y.buffer, view })
  })
  record('batchRenormalize', operands, y, (dy) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [channels])
    const dbeta = Tensor.empty(device, [channels])
    device.withScratch((workspace) => {
      const r = inverseStandardDeviation(workspace, moments, epsilon)
      const sums = { sum: dbeta.buffer, product: workspace.scratch(channels) }
      kernels.gradMoments({ dy: dy.buffer, x: x.buffer, ...standardize(workspace, moments, r), ...sums, view })
      // dγ = Σdy·(x̂·ρ + δ)
      zip(workspace, 'mul', sums.product, rho, dgamma.buffer)
      const shifted = zip(workspace, 'mul', sums.sum, delta, workspace.scratch(channels))
      zip(workspace, 'add', dgamma.buffer, shifted, dgamma.buffer)
      const scale = gamma === null ? rho : zip(workspace, 'mul', rho, gamma.buffer, workspace.scratch(channels))
      const coefficients = backwardCoefficients(workspace, moments, r, scale, sums)
      const w = weights?.buffer ?? null
      kernels.biaffine({ dy: dy.buffer, x: x.buffer, weights: w, ...coefficients, dx: dx.buffer, view })
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
  return { y, statistics }
}
