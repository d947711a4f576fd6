import type { Composition } from '../composition.js'
import { fromGroupMajor, groupMajorTarget, patchesOf, productSizes, toGroupMajor } from './layout.js'

/** patches(x)ᵀ · dy, one product a group. */
export const convolveWeightGradient: Composition<'convolveWeightGradient'> = {
  kernel: 'convolveWeightGradient',
  host: false,
  run(workspace, { x, dy, dweight, window, groups, filters }) {
    const sizes = productSizes(window, groups, filters)
    const { positions, depth, width } = sizes
    const a = patchesOf(workspace, x, window, sizes)
    const b = toGroupMajor(workspace, dy, positions, sizes)
    const out = groupMajorTarget(workspace, dweight, sizes)
    const shape = { batch: groups, m: depth, n: width, k: positions }
    workspace.kernels.matmul({ a, b, out, ...shape, transposeA: true, transposeB: false })
    fromGroupMajor(workspace, out, dweight, depth, sizes)
  },
}
