import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { map, zeros as zeroVector, zip, type Workspace } from '../norm/index.js'
import type { Buffer } from '../backend/index.js'
import { Tensor } from '../tensor/index.js'
import type { RunningNormalizeOptions } from './batch-norm.js'
import { gradientList, present, requireChannels } from './normalizer.js'

/**
 * The inverse of `normalizeByStatistics`: x = (y − β)/γ·√(variance + ε) + mean. A channel with γ = 0 has lost its input
 * and gives values that are not finite. The statistics have no gradient.
 */
export function denormalize(y: Tensor, options: RunningNormalizeOptions): Tensor {
  const { view, mean, variance, gamma, beta, epsilon } = options
  const operands = present([y, gamma, beta])
  const device = deviceOf('denormalize', [...operands, mean, variance])
  requireFloat('denormalize', operands)
  requireChannels('denormalize', y, view, [gamma, beta, mean, variance])
  const { kernels } = device
  const { channels } = view
  const x = Tensor.empty(device, y.shape)
  /** √(variance + ε)/γ. */
  const scaleOf = (workspace: Workspace): Buffer => {
    const scale = map(workspace, 'sqrt', variance.buffer, workspace.scratch(channels), 1, epsilon)
    return gamma === null ? scale : zip(workspace, 'div', scale, gamma.buffer, scale)
  }
  device.withScratch((workspace) => {
    const center = beta?.buffer ?? zeroVector(workspace, channels)
    const triple = { center, scale: scaleOf(workspace), shift: mean.buffer }
    kernels.affine({ x: y.buffer, ...triple, y: x.buffer, view })
  })
  return record('denormalize', operands, x, (dx, needed) => {
    const dy = Tensor.empty(device, y.shape)
    const dgamma = Tensor.empty(device, [channels])
    const dbeta = Tensor.empty(device, [channels])
    device.withScratch((workspace) => {
      const none = zeroVector(workspace, channels)
      const scale = scaleOf(workspace)
      kernels.affine({ x: dx.buffer, center: none, scale, shift: none, y: dy.buffer, view })
      if (!needed.slice(1).includes(true)) return
      // Σdx·(y − β)·scale is −γ·dγ, and Σdx·scale is −dβ
      const triple = { center: beta?.buffer ?? none, scale, shift: none }
      const sums = { sum: dbeta.buffer, product: dgamma.buffer }
      kernels.gradMoments({ dy: dx.buffer, x: y.buffer, ...triple, ...sums, view })
      zip(workspace, 'mul', dbeta.buffer, map(workspace, 'linear', scale, scale, -1), dbeta.buffer)
      if (gamma !== null) zip(workspace, 'div', dgamma.buffer, gamma.buffer, dgamma.buffer)
      map(workspace, 'linear', dgamma.buffer, dgamma.buffer, -1)
    })
    return gradientList(dy, [gamma, dgamma], [beta, dbeta])
  })
}
