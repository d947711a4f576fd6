import { zip } from '../../norm/index.js'
import type { Composition } from '../composition.js'
import { fromGroupMajor, groupMajorTarget, patchesOf, productSizes, toGroupMajor } from './layout.js'

/**
 * patches(x) · weight, one product a group; the patches take kernelHeight · kernelWidth times the memory of
 * x.
 */
export const convolve: Composition<'convolve'> = {
  kernel: 'convolve',
  host: false,
  run(workspace, { x, weight, bias, y, window, groups, filters, activation, alpha }) {
    const { kernels } = workspace
    const sizes = productSizes(window, groups, filters)
    const { positions, depth, width } = sizes
    const a = patchesOf(workspace, x, window, sizes)
    const b = toGroupMajor(workspace, weight, depth, sizes)
    const out = groupMajorTarget(workspace, y, sizes)
    const shape = { batch: groups, m: positions, n: width, k: depth }
    kernels.matmul({ a, b, out, ...shape, transposeA: false, transposeB: false })
    fromGroupMajor(workspace, out, y, positions, sizes)
    if (bias !== null) zip(workspace, 'add', y, bias, y)
    if (activation !== null) kernels.activate({ x: y, y, activation, alpha })
  },
}
