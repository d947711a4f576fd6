import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../buffer.js'
import { BLOCK_COLUMNS, BLOCK_DEPTH, BLOCK_ROWS, TILE_COLUMNS, TILE_ROWS, type Tile } from './matmul-tile.js'
import { pack } from './matmul-pack.js'

/**
 * The matrix product, blocked as in Goto and van de Geijn 2008 (Anatomy of High-Performance Matrix Multiplication):
 * blocks of B and panels of A are packed into float64 scratch memory, from which tiles of the product are
 * summed in registers. Sums are float64 from the first term to the last and rounded once.
 */
export function createMatmul({ panel, block, sums, add }: Tile): Kernels['matmul'] {
  return ({ a, b, out, batch, m, n, k, transposeA, transposeB }) => {
    const left = floats(a)
    const right = floats(b)
    const product = floats(out)
    // Element [i, p] of A stands at i·rowA + p·depthA, element [p, j] of B at p·depthB + j·columnB.
    const rowA = transposeA ? 1 : k
    const depthA = transposeA ? m : 1
    const depthB = transposeB ? 1 : n
    const columnB = transposeB ? k : 1

    for (let matrix = 0; matrix < batch; matrix++) {
      for (let column = 0; column < n; column += BLOCK_COLUMNS) {
        const columns = Math.min(BLOCK_COLUMNS, n - column)
        const stride = Math.ceil(columns / TILE_COLUMNS) * TILE_COLUMNS
        for (let row = 0; row < m; row += BLOCK_ROWS) {
          const rows = Math.min(BLOCK_ROWS, m - row)
          sums.fill(0, 0, Math.ceil(rows / TILE_ROWS) * TILE_ROWS * stride)
          for (let start = 0; start < k; start += BLOCK_DEPTH) {
            const depth = Math.min(BLOCK_DEPTH, k - start)
            const originB = matrix * k * n + start * depthB + column * columnB
            for (let j = 0; j < columns; j += TILE_COLUMNS) {
              const width = Math.min(TILE_COLUMNS, columns - j)
              pack(right, originB + j * columnB, columnB, depthB, width, depth, block, j * depth, TILE_COLUMNS)
            }
            for (let i = 0; i < rows; i += TILE_ROWS) {
              const height = Math.min(TILE_ROWS, rows - i)
              const originA = matrix * m * k + (row + i) * rowA + start * depthA
              pack(left, originA, rowA, depthA, height, depth, panel, 0, TILE_ROWS)
              for (let j = 0; j < columns; j += TILE_COLUMNS) add(depth, j * depth, i * stride + j, stride)
            }
          }
          for (let i = 0; i < rows; i++) {
            const from = i * stride
            const to = (matrix * m + row + i) * n + column
            for (let j = 0; j < columns; j++) product[to + j] = sums[from + j]
          }
        }
      }
    }
  }
}
