import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { inverseRoot, map, ones as oneVector, zeros as zeroVector } from '../norm/index.js'
import { Tensor } from '../tensor/index.js'
import { gradientList, present } from './normalizer.js'
import { trailingAxes } from './trailing-axes.js'

/** Options of {@link rmsNormalize}. */
export interface RmsNormalizeOptions {
  /** Number of trailing axes that are normalized together. */
  readonly axes: number
  /** Scale in the shape of the normalized axes, or null for 1. */
  readonly gamma: Tensor | null
  /** Added to the mean square; > 0. */
  readonly epsilon: number
}

/**
 * Divides each sample by its root mean square over the trailing axes, y = γ·x/√(mean(x²) + ε) (Zhang and Sennrich
 * 2019): layer norm without its mean. The gradient is (γ·dy − x̂·mean(γ·dy·x̂))/√(mean(x²) + ε), from x̂ alone.
 */
export function rmsNormalize(x: Tensor, { axes, gamma, epsilon }: RmsNormalizeOptions): Tensor {
  const operands = present([x, gamma])
  const device = deviceOf('rmsNormalize', operands)
  requireFloat('rmsNormalize', operands)
  const { normalized, rows, columns, byRow, byColumn } = trailingAxes('rmsNormalize', x, axes, operands.slice(1))
  const { kernels } = device
  const r = Tensor.empty(device, [rows])
  const xhat = Tensor.empty(device, x.shape)
  const y = gamma === null ? xhat : Tensor.empty(device, x.shape)
  device.withScratch((workspace) => {
    inverseRoot(workspace, x.buffer, byRow, { share: 1 / columns, epsilon }, r.buffer)
    const none = zeroVector(workspace, rows)
    kernels.affine({ x: x.buffer, center: none, scale: r.buffer, shift: none, y: xhat.buffer, view: byRow })
    if (gamma === null) return
    const center = zeroVector(workspace, columns)
    const triple = { center, scale: gamma.buffer, shift: center }
    kernels.affine({ x: xhat.buffer, ...triple, y: y.buffer, view: byColumn })
  })
  return record('rmsNormalize', operands, y, (dy, needed) => {
    const dx = Tensor.empty(device, x.shape)
    const dgamma = Tensor.empty(device, normalized)
    device.withScratch((workspace) => {
      let dxhat = dy.buffer
      if (gamma !== null) {
        const none = zeroVector(workspace, columns)
        if (needed[1]) {
          const triple = { center: none, scale: oneVector(workspace, columns), shift: none }
          const outputs = { sum: workspace.scratch(columns), product: dgamma.buffer }
          kernels.gradMoments({ dy: dy.buffer, x: xhat.buffer, ...triple, ...outputs, view: byColumn })
        }
        dxhat = dx.buffer
        kernels.affine({ x: dy.buffer, center: none, scale: gamma.buffer, shift: none, y: dxhat, view: byColumn })
      }
      const center = zeroVector(workspace, rows)
      const identity = { center, scale: oneVector(workspace, rows), shift: center }
      const b = workspace.scratch(rows)
      const outputs = { sum: workspace.scratch(rows), product: b }
      kernels.gradMoments({ dy: dxhat, x: xhat.buffer, ...identity, ...outputs, view: byRow })
      map(workspace, 'linear', b, b, -1 / columns)
      const coefficients = { center, a: r.buffer, b, d: center }
      kernels.biaffine({ dy: dxhat, x: xhat.buffer, weights: null, ...coefficients, dx: dx.buffer, view: byRow })
    })
    return gradientList(dx, [gamma, dgamma])
  })
}
