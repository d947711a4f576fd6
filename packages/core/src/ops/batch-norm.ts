import type { FusibleActivation, View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import { runningStandardize, runningTriple, zeros as zeroVector } from '../norm/index.js'
import { Tensor, showShape } from '../tensor/index.js'

/** Statistics of one batch, one entry a channel: what a training step proposes to the running statistics. */
export interface BatchStatistics {
  readonly count: Tensor
  /** The mean is center + residual. */
  readonly center: Tensor
  readonly residual: Tensor
  /** Sum of squared deviations from the mean. */
  readonly m2: Tensor
}

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
  const length = view.groups * view.channels
  const vector = (): Tensor => Tensor.empty(device, [length])
  const statistics = { count: vector(), center: vector(), residual: vector(), m2: vector() }
  const y = Tensor.empty(device, x.shape)
  const shared = {
    x: x.buffer,
    weights: weights?.buffer ?? null,
    gamma: gamma?.buffer ?? null,
    count: statistics.count.buffer,
    center: statistics.center.buffer,
    residual: statistics.residual.buffer,
    m2: statistics.m2.buffer,
    view,
    epsilon,
    activation,
    alpha,
  }
  device.kernels.normForward({ ...shared, beta: beta?.buffer ?? null, y: y.buffer })
  record('batchNormalize', operands, y, (dy) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [view.channels])
    const dbeta = Tensor.empty(device, [view.channels])
    device.kernels.normBackward({
      ...shared,
      dy: dy.buffer,
      y: activation === null ? null : y.buffer,
      dx: dx.buffer,
      dgamma: dgamma.buffer,
      dbeta: dbeta.buffer,
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

/**
 * The inverse of {@link normalizeByStatistics}: x = (y − β)/γ·√(variance + ε) + mean. A channel with γ = 0 has lost
 * its input and gives values that are not finite. Not differentiable.
 */
export function denormalize(y: Tensor, options: RunningNormalizeOptions): Tensor {
  const { view, mean, variance, gamma, beta, epsilon } = options
  const device = deviceOf('denormalize', present([y, mean, variance, gamma, beta]))
  requireFloat('denormalize', [y])
  requireChannels('denormalize', y, view, [gamma, beta, mean, variance])
  const x = Tensor.empty(device, y.shape)
  device.withScratch((workspace) => {
    const scale = workspace.scratch(view.channels)
    device.kernels.map({ x: variance.buffer, out: scale, op: 'sqrt', alpha: 1, beta: epsilon })
    if (gamma !== null) {
      const operand = { channels: view.channels, inner: 1 }
      device.kernels.zip({
        a: scale,
        b: gamma.buffer,
        out: scale,
        op: 'div',
        length: view.channels,
        operandA: operand,
        operandB: operand,
        alpha: 1,
        beta: 1,
      })
    }
    const center = beta?.buffer ?? zeroVector(workspace, view.channels)
    device.kernels.affine({ x: y.buffer, center, scale, shift: mean.buffer, y: x.buffer, view })
  })
  return x
}

/** The tensors that are there. */
function present(tensors: readonly (Tensor | null)[]): Tensor[] {
  return tensors.filter((tensor) => tensor !== null)
}

function gradientList(dx: Tensor, ...parameters: readonly (readonly [Tensor | null, Tensor])[]): Tensor[] {
  return [dx, ...parameters.flatMap(([parameter, gradient]) => (parameter === null ? [] : [gradient]))]
}

function requireChannels(operation: string, x: Tensor, view: View, vectors: readonly (Tensor | null)[]): void {
  const wrong = vectors.find((vector) => vector !== null && vector.size !== view.channels)
  const elements = view.groups * view.outer * view.channels * view.inner
  if (x.size === elements && wrong === undefined) return
  throw new ShapeError({
    what: `${operation}: input ${showShape(x.shape)} read as ${view.groups}×${view.outer}×${view.channels}×${view.inner}${wrong ? `, with a vector of shape ${showShape(wrong.shape)}` : ''} does not fit.`,
    remedy: `Vectors need ${view.channels} entries, one a channel, and the input as many elements as the view.`,
  })
}
