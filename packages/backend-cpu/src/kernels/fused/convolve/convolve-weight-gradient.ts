import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import { pack } from '../../matmul-pack.js'
import { TILE_COLUMNS } from '../../matmul-tile.js'
import type { BlockedProduct } from './blocked-product.js'
import { packPatchesTransposed } from './pack-patches-transposed.js'

/** dweight = patches(x)ᵀ · dy, a product for each group. */
export function createConvolveWeightGradient(product: BlockedProduct): CompleteKernels['convolveWeightGradient'] {
  return ({ x, dy, dweight, window, groups, filters }) => {
    const input = floats(x)
    const gradient = floats(dy)
    const output = floats(dweight)
    const positions = window.batch * window.outHeight * window.outWidth
    const depth = window.kernelHeight * window.kernelWidth * (window.channels / groups)
    const width = filters / groups
    for (let group = 0; group < groups; group++) {
      const firstFilter = group * width
      product(depth, width, positions, {
        packRows: packPatchesTransposed(input, window, group, groups),
        packColumns: (block, at, column, columns, start, terms) => {
          const origin = start * filters + firstFilter + column
          pack(gradient, origin, 1, filters, columns, terms, block, at, TILE_COLUMNS)
        },
        store: (sums, stride, row, rows, column, columns) => {
          for (let i = 0; i < rows; i++) {
            const from = i * stride
            const to = (row + i) * filters + firstFilter + column
            for (let j = 0; j < columns; j++) output[to + j] = sums[from + j]
          }
        },
      })
    }
  }
}
