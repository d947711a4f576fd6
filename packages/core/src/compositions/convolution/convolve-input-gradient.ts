import type { Composition } from '../composition.js'
import { productSizes, toGroupMajor } from './layout.js'

/** The adjoint of `patches` after dy · weightᵀ, one product a group. */
export const convolveInputGradient: Composition<'convolveInputGradient'> = {
  kernel: 'convolveInputGradient',
  host: false,
  run(workspace, { dy, weight, dx, window, groups, filters }) {
    const { kernels } = workspace
    const sizes = productSizes(window, groups, filters)
    const { positions, depth, width } = sizes
    const a = toGroupMajor(workspace, dy, positions, sizes)
    const b = toGroupMajor(workspace, weight, depth, sizes)
    const dout = workspace.scratch(groups * positions * depth)
    const shape = { batch: groups, m: positions, n: depth, k: width }
    kernels.matmul({ a, b, out: dout, ...shape, transposeA: false, transposeB: true })
    kernels.unpatches({ dout, dx, window, groups })
  },
}
