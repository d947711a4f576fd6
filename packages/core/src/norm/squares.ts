import type { Buffer, View } from '../backend/index.js'
import { ones, zeros } from './coefficients.js'
import { map } from './vectors.js'
import type { Workspace } from './workspace.js'

/**
 * Writes 1/√(share·Σx² + ε) of each channel into `out`.
 *
 * The kernel `gradMoments` gives Σx² in one pass: with x in place of dy and the triple (0, 1, 0) its product is Σx·x.
 * There is nothing to cancel in a sum of squares about zero, so it needs no mean.
 */
export function inverseRoot(
  workspace: Workspace,
  x: Buffer,
  view: View,
  { share, epsilon }: { readonly share: number; readonly epsilon: number },
  out: Buffer,
): Buffer {
  const none = zeros(workspace, out.length)
  const identity = { center: none, scale: ones(workspace, out.length), shift: none }
  const sum = workspace.scratch(out.length)
  workspace.kernels.gradMoments({ dy: x, x, ...identity, sum, product: out, view })
  return map(workspace, 'rsqrt', out, out, share, epsilon)
}
