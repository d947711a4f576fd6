import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import { pack } from '../../matmul-pack.js'
import { TILE_COLUMNS } from '../../matmul-tile.js'
import type { BlockedProduct } from './blocked-product.js'
import { packPatches } from './pack-patches.js'

/** y = patches(x) · weight + bias, a product for each group; the activation is left to the caller. */
export function createConvolve(product: BlockedProduct): CompleteKernels['convolve'] {
  return ({ x, weight, bias, y, window, groups, filters }) => {
    const input = floats(x)
    const factor = floats(weight)
    const biases = bias === null ? null : floats(bias)
    const output = floats(y)
    const positions = window.batch * window.outHeight * window.outWidth
    const depth = window.kernelHeight * window.kernelWidth * (window.channels / groups)
    const width = filters / groups
    for (let group = 0; group < groups; group++) {
      const firstFilter = group * width
      product(positions, width, depth, {
        packRows: packPatches(input, window, group, groups),
        packColumns: (block, at, column, columns, start, terms) => {
          const origin = start * filters + firstFilter + column
          pack(factor, origin, 1, filters, columns, terms, block, at, TILE_COLUMNS)
        },
        store: (sums, stride, row, rows, column, columns) => {
          const first = firstFilter + column
          for (let i = 0; i < rows; i++) {
            const from = i * stride
            const to = (row + i) * filters + first
            if (biases === null) for (let j = 0; j < columns; j++) output[to + j] = sums[from + j]
            else for (let j = 0; j < columns; j++) output[to + j] = sums[from + j] + biases[first + j]
          }
        },
      })
    }
  }
}
