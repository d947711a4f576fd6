import type { Buffer } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import {
  backwardCoefficients,
  computeMoments,
  inverseStandardDeviation,
  ones as oneVector,
  standardize,
  zeros as zeroVector,
} from '../norm/index.js'
import { Tensor } from '../tensor/index.js'
import { emptyStatistics, gradientList, momentsOf, present } from './normalizer.js'
import { trailingAxes } from './trailing-axes.js'

/** Options of {@link layerNormalize}. */
export interface LayerNormalizeOptions {
  /** Number of trailing axes that are normalized together. */
  readonly axes: number
  /** Scale in the shape of the normalized axes, or null for 1. */
  readonly gamma: Tensor | null
  /** Shift in the shape of the normalized axes, or null for 0. */
  readonly beta: Tensor | null
  /** Added to the variance; > 0. */
  readonly epsilon: number
}

/**
 * Normalizes each sample over its trailing axes (Ba, Kiros and Hinton 2016): the statistics do not depend on the batch,
 * so training and test are the same. γ and β belong to the elements, not to the rows, hence a second affine map.
 */
export function layerNormalize(x: Tensor, { axes, gamma, beta, epsilon }: LayerNormalizeOptions): Tensor {
  const operands = present([x, gamma, beta])
  const device = deviceOf('layerNormalize', operands)
  requireFloat('layerNormalize', operands)
  const { normalized, rows, columns, byRow, byColumn } = trailingAxes('layerNormalize', x, axes, operands.slice(1))
  const { kernels } = device
  const moments = momentsOf(emptyStatistics(device, rows))
  const xhat = Tensor.empty(device, x.shape)
  const y = gamma === null && beta === null ? xhat : Tensor.empty(device, x.shape)
  device.withScratch((workspace) => {
    computeMoments(workspace, x.buffer, null, byRow, moments)
    const triple = standardize(workspace, moments, inverseStandardDeviation(workspace, moments, epsilon))
    kernels.affine({ x: x.buffer, ...triple, y: xhat.buffer, view: byRow })
    if (y === xhat) return
    const center = zeroVector(workspace, columns)
    const scale = gamma?.buffer ?? oneVector(workspace, columns)
    kernels.affine({ x: xhat.buffer, center, scale, shift: beta?.buffer ?? center, y: y.buffer, view: byColumn })
  })
  return record('layerNormalize', operands, y, (dy, needed) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, normalized)
    const dbeta = Tensor.empty(device, normalized)
    device.withScratch((workspace) => {
      const none = zeroVector(workspace, columns)
      const one = oneVector(workspace, columns)
      if (needed.slice(1).includes(true)) {
        const outputs = { sum: dbeta.buffer, product: dgamma.buffer }
        const identity = { center: none, scale: one, shift: none }
        kernels.gradMoments({ dy: dy.buffer, x: xhat.buffer, ...identity, ...outputs, view: byColumn })
      }
      let dxhat: Buffer = dy.buffer
      if (gamma !== null) {
        dxhat = workspace.scratch(x.size)
        kernels.affine({ x: dy.buffer, center: none, scale: gamma.buffer, shift: none, y: dxhat, view: byColumn })
      }
      const r = inverseStandardDeviation(workspace, moments, epsilon)
      const sums = { sum: workspace.scratch(rows), product: workspace.scratch(rows) }
      kernels.gradMoments({ dy: dxhat, x: x.buffer, ...standardize(workspace, moments, r), ...sums, view: byRow })
      const coefficients = backwardCoefficients(workspace, moments, r, null, sums)
      kernels.biaffine({ dy: dxhat, x: x.buffer, weights: null, ...coefficients, dx: dx.buffer, view: byRow })
    })
    return gradientList(dx, [gamma, dgamma], [beta, dbeta])
  })
}
