import type { FusibleActivation, View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { runningStandardize, runningTriple, zeros as zeroVector } from '../norm/index.js'
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

/** How a batch is normalized. */
export interface NormalizeOptions {
  readonly view: View
  /** Scale by channel, or null for 1. */
  readonly gamma: Tensor | null
  /** Shift by channel, or null for 0. */
  readonly beta: Tensor | null
  /** Added to the variance; > 0. */
  readonly epsilon: number
  /** Weight of each element shared by the channels (groups · outer · inner), 0 to leave it out; default: all 1. */
  readonly weights?: Tensor | null
  /** Applied to the result in the same kernel. Default: none. */
  readonly activation?: FusibleActivation | null
  /** Parameter of the activation. Default 1. */
  readonly alpha?: number
}

/**
 * Normalizes by the statistics of the batch itself (Ioffe and Szegedy 2015, Algorithm 1):
 * y = f(γ·(x − mean)/√(variance + ε) + β), with the variance of the population. Gradients in closed form, through the
 * statistics.
 */
export function batchNormalize(
  x: Tensor,
  options: NormalizeOptions,
): { readonly y: Tensor; readonly statistics: BatchStatistics } {
  const { view, gamma, beta, epsilon, weights = null, activation = null, alpha = 1 } = options
  const operands = present([x, gamma, beta])
  const device = deviceOf('batchNormalize', present([...operands, weights]))
  requireFloat('batchNormalize', operands)
  requireChannels('batchNormalize', x, view, [gamma, beta])
  requireWeights('batchNormalize', view, weights)
  const statistics = emptyStatistics(device, view.groups * view.channels)
  const { count, center, residual, m2 } = momentsOf(statistics)
  const y = Tensor.empty(device, x.shape)
  device.kernels.normForward({
    x: x.buffer,
    weights: weights?.buffer ?? null,
    gamma: gamma?.buffer ?? null,
    beta: beta?.buffer ?? null,
    count,
    center,
    residual,
    m2,
    y: y.buffer,
    view,
    epsilon,
    activation,
    alpha,
  })
  record('batchNormalize', operands, y, (dy) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [view.channels])
    const dbeta = Tensor.empty(device, [view.channels])
    device.kernels.normBackward({
      dy: dy.buffer,
      x: x.buffer,
      y: activation === null ? null : y.buffer,
      weights: weights?.buffer ?? null,
      gamma: gamma?.buffer ?? null,
      count,
      center,
      residual,
      m2,
      dx: dx.buffer,
      dgamma: dgamma.buffer,
      dbeta: dbeta.buffer,
      view,
      epsilon,
      activation,
      alpha,
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
  return { y, statistics }
}

/** How a batch is normalized by statistics that are constants. */
export interface RunningNormalizeOptions {
  readonly view: View
  readonly mean: Tensor
  readonly variance: Tensor
  readonly gamma: Tensor | null
  readonly beta: Tensor | null
  readonly epsilon: number
}

/**
 * Normalizes by given statistics, as at test time: y = γ·(x − mean)/√(variance + ε) + β. `view` has one group.
 * The statistics have no gradient.
 */
export function normalizeByStatistics(x: Tensor, options: RunningNormalizeOptions): Tensor {
  const { view, mean, variance, gamma, beta, epsilon } = options
  const operands = present([x, gamma, beta])
  const device = deviceOf('normalizeByStatistics', [...operands, mean, variance])
  requireFloat('normalizeByStatistics', operands)
  requireChannels('normalizeByStatistics', x, view, [gamma, beta, mean, variance])
  const { kernels } = device
  const running = { mean: mean.buffer, variance: variance.buffer }
  const y = Tensor.empty(device, x.shape)
  device.withScratch((workspace) => {
    const triple = runningTriple(workspace, running, epsilon, gamma?.buffer ?? null, beta?.buffer ?? null)
    kernels.affine({ x: x.buffer, ...triple, y: y.buffer, view })
  })
  return record('normalizeByStatistics', operands, y, (dy, needed) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [view.channels])
    const dbeta = Tensor.empty(device, [view.channels])
    device.withScratch((workspace) => {
      const none = zeroVector(workspace, view.channels)
      const { scale } = runningTriple(workspace, running, epsilon, gamma?.buffer ?? null, none)
      kernels.affine({ x: dy.buffer, center: none, scale, shift: none, y: dx.buffer, view })
      if (!needed.slice(1).includes(true)) return
      const triple = runningStandardize(workspace, running, epsilon)
      const outputs = { sum: dbeta.buffer, product: dgamma.buffer }
      kernels.gradMoments({ dy: dy.buffer, x: x.buffer, ...triple, ...outputs, view })
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
}
