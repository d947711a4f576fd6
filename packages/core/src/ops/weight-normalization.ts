import type { View } from '../backend/index.js'
import { deviceOf, record, requireFloat } from '../autograd/index.js'
import { inverseRoot, map, zeros as zeroVector, zip } from '../norm/index.js'
import { Tensor } from '../tensor/index.js'
import { requireChannels } from './normalizer.js'

/**
 * w = g·v/‖v‖ for the weights v [..., units] that lead to each unit, with one length g a unit (Salimans and Kingma 2016,
 * equation 2): direction and length learn apart. The gradients are those of its equation 3: ∇g = ∇w·v/‖v‖ and
 * ∇v = g/‖v‖·(∇w − ∇g·v/‖v‖), which is orthogonal to v. Weights of length 0 have no direction and give NaN.
 *
 * @throws ShapeError when there is not one gain a unit
 */
export function normalizeWeight(v: Tensor, gain: Tensor): Tensor {
  const operands = [v, gain]
  const device = deviceOf('normalizeWeight', operands)
  requireFloat('normalizeWeight', operands)
  const units = v.shape[v.rank - 1] ?? 1
  const view: View = { groups: 1, outer: v.size / Math.max(1, units), channels: units, inner: 1 }
  requireChannels('normalizeWeight', v, view, [gain])
  const { kernels } = device
  const r = Tensor.empty(device, [units]).buffer
  const w = Tensor.empty(device, v.shape)
  device.withScratch((workspace) => {
    inverseRoot(workspace, v.buffer, view, { share: 1, epsilon: 0 }, r)
    const none = zeroVector(workspace, units)
    const scale = zip(workspace, 'mul', r, gain.buffer, workspace.scratch(units))
    kernels.affine({ x: v.buffer, center: none, scale, shift: none, y: w.buffer, view })
  })
  return record('normalizeWeight', operands, w, (dw) => {
    const dv = Tensor.empty(device, v.shape)
    const dgain = Tensor.empty(device, gain.shape)
    device.withScratch((workspace) => {
      const none = zeroVector(workspace, units)
      const outputs = { sum: workspace.scratch(units), product: dgain.buffer }
      const direction = { center: none, scale: r, shift: none }
      kernels.gradMoments({ dy: dw.buffer, x: v.buffer, ...direction, ...outputs, view })
      const a = zip(workspace, 'mul', r, gain.buffer, workspace.scratch(units))
      const b = zip(workspace, 'mul', r, dgain.buffer, workspace.scratch(units))
      map(workspace, 'linear', b, b, -1)
      const coefficients = { center: none, a, b, d: none }
      kernels.biaffine({ dy: dw.buffer, x: v.buffer, weights: null, ...coefficients, dx: dv.buffer, view })
    })
    return [dv, dgain]
  })
}
