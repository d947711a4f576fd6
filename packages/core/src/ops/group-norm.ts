import type { View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { ShapeError } from '../errors.js'
import {
  backwardCoefficients,
  computeMoments,
  forwardTriple,
  inverseStandardDeviation,
  repeatEach,
  standardize,
  sumEach,
  zeros as zeroVector,
  zip,
  type Moments,
  type Workspace,
} from '../norm/index.js'
import { Tensor, channelLayout, showShape } from '../tensor/index.js'
import { batchNormalize } from './batch-norm.js'
import { emptyStatistics, gradientList, momentsOf, present, requireChannels } from './normalizer.js'

/** Options of {@link groupNormalize}. */
export interface GroupNormalizeOptions {
  /** The axis of the channels, counted with the batch axis: −1 for channels last, 1 for channels first. */
  readonly axis: number
  /** Number of groups of neighbouring channels: 1 is layer norm over all but the batch, all channels instance norm. */
  readonly groups: number
  /** Scale by channel, or null for 1. */
  readonly gamma: Tensor | null
  /** Shift by channel, or null for 0. */
  readonly beta: Tensor | null
  /** Added to the variance; > 0. */
  readonly epsilon: number
}

/**
 * Normalizes each sample by the mean and variance over groups of channels and all positions (Wu and He 2018): the
 * statistics do not depend on the batch. γ and β belong to the channels, which are finer than the groups; so the
 * coefficients are those of channels, and the sums behind dx are added up over the channels of each group.
 *
 * @throws ShapeError when the groups do not divide the channels
 */
export function groupNormalize(x: Tensor, options: GroupNormalizeOptions): Tensor {
  const { axis, groups, gamma, beta, epsilon } = options
  const operands = present([x, gamma, beta])
  const device = deviceOf('groupNormalize', operands)
  requireFloat('groupNormalize', operands)
  const { samples, outer, channels, inner } = channelLayout('groupNormalize', x.shape, axis)
  const byChannel: View = { groups: samples, outer, channels, inner }
  requireChannels('groupNormalize', x, byChannel, [gamma, beta])
  requireGroups('groupNormalize', groups, channels, x.shape)
  if (groups === channels) return batchNormalize(x, { view: byChannel, gamma, beta, epsilon }).y
  const size = channels / groups
  const byGroup: View = { groups: samples, outer, channels: groups, inner: size * inner }
  const { kernels } = device
  const moments = momentsOf(emptyStatistics(device, samples * groups))
  const y = Tensor.empty(device, x.shape)
  device.withScratch((workspace) => {
    computeMoments(workspace, x.buffer, null, byGroup, moments)
    const r = repeatEach(workspace, inverseStandardDeviation(workspace, moments, epsilon), size)
    const perChannel = spread(workspace, moments, size)
    const triple = forwardTriple(workspace, perChannel, r, gamma?.buffer ?? null, beta?.buffer ?? null)
    kernels.affine({ x: x.buffer, ...triple, y: y.buffer, view: byChannel })
  })
  return record('groupNormalize', operands, y, (dy) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, [channels])
    const dbeta = Tensor.empty(device, [channels])
    device.withScratch((workspace) => {
      const r = inverseStandardDeviation(workspace, moments, epsilon)
      const triple = standardize(workspace, spread(workspace, moments, size), repeatEach(workspace, r, size))
      const sum = workspace.scratch(samples * channels)
      const product = workspace.scratch(samples * channels)
      kernels.gradMoments({ dy: dy.buffer, x: x.buffer, ...triple, sum, product, view: byChannel })
      const overSamples = { op: 'sum', outer: 1, n: samples, inner: channels } as const
      kernels.reduce({ x: product, out: dgamma.buffer, ...overSamples })
      kernels.reduce({ x: sum, out: dbeta.buffer, ...overSamples })
      if (gamma !== null) for (const sums of [sum, product]) zip(workspace, 'mul', sums, gamma.buffer, sums)
      const sums = { sum: sumEach(workspace, sum, size), product: sumEach(workspace, product, size) }
      const coefficients = backwardCoefficients(workspace, moments, r, null, sums)
      let dxhat = dy.buffer
      if (gamma !== null) {
        const none = zeroVector(workspace, channels)
        const view: View = { groups: 1, outer: samples * outer, channels, inner }
        dxhat = dx.buffer
        kernels.affine({ x: dy.buffer, center: none, scale: gamma.buffer, shift: none, y: dxhat, view })
      }
      kernels.biaffine({ dy: dxhat, x: x.buffer, weights: null, ...coefficients, dx: dx.buffer, view: byGroup })
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
}

/** @throws ShapeError naming both when the groups do not divide the channels */
export function requireGroups(label: string, groups: number, channels: number, shape: readonly number[]): void {
  if (Number.isInteger(groups) && groups >= 1 && channels % groups === 0) return
  throw new ShapeError({
    what: `${label}: ${groups} groups do not divide the ${channels} channels of inputs of shape ${showShape(shape)}.`,
    remedy: 'Give a number of groups that divides the number of channels.',
  })
}

/** The means of groups as the means of their channels. */
function spread(workspace: Workspace, moments: Moments, times: number): Moments {
  const center = repeatEach(workspace, moments.center, times)
  return { ...moments, center, residual: repeatEach(workspace, moments.residual, times) }
}
