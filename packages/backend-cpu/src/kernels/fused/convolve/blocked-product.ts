import { BLOCK_COLUMNS, BLOCK_DEPTH, TILE_COLUMNS, TILE_ROWS, type Tile } from '../../matmul-tile.js'

/** Factors of a product A [m, k] · B [k, n] that are in no matrix, and the place for its result. */
export interface Factors {
  /**
   * Packs terms `start` to `start + depth` of rows `row` to `row + height` of A, as `pack` of the matrix product does:
   * panel[p · TILE_ROWS + i] is term p of row i. Rows from `height` to the end of the tile become zeros.
   */
  packRows(panel: Float64Array, row: number, height: number, start: number, depth: number): void
  /** Packs the same terms of columns `column` to `column + width` of B from position `at` of the block on. */
  packColumns(block: Float64Array, at: number, column: number, width: number, start: number, depth: number): void
  /** Takes rows and columns whose sums are complete; rows of `sums` are `stride` apart. */
  store(sums: Float64Array, stride: number, row: number, rows: number, column: number, columns: number): void
}

/** Sums the product of factors that are packed block by block as they are needed. */
export type BlockedProduct = (m: number, n: number, k: number, factors: Factors) => void

/**
 * The loops of the matrix product around its innermost one, for factors that never exist as a whole: the patches of a
 * convolution would take as many times the memory of its input as a window has elements. Blocks have as many rows as
 * there is room for their sums, since B is packed anew for each.
 */
export function createBlockedProduct({ panel, block, sums, add }: Tile): BlockedProduct {
  return (m, n, k, factors) => {
    const widest = Math.min(n, BLOCK_COLUMNS)
    const blockRows = Math.floor(sums.length / (paddedColumns(widest) * TILE_ROWS)) * TILE_ROWS
    for (let row = 0; row < m; row += blockRows) {
      const rows = Math.min(blockRows, m - row)
      for (let column = 0; column < n; column += BLOCK_COLUMNS) {
        const columns = Math.min(BLOCK_COLUMNS, n - column)
        const stride = paddedColumns(columns)
        sums.fill(0, 0, Math.ceil(rows / TILE_ROWS) * TILE_ROWS * stride)
        for (let start = 0; start < k; start += BLOCK_DEPTH) {
          const depth = Math.min(BLOCK_DEPTH, k - start)
          for (let j = 0; j < columns; j += TILE_COLUMNS) {
            const width = Math.min(TILE_COLUMNS, columns - j)
            factors.packColumns(block, j * depth, column + j, width, start, depth)
          }
          for (let i = 0; i < rows; i += TILE_ROWS) {
            factors.packRows(panel, row + i, Math.min(TILE_ROWS, rows - i), start, depth)
            for (let j = 0; j < columns; j += TILE_COLUMNS) add(depth, j * depth, i * stride + j, stride)
          }
        }
        factors.store(sums, stride, row, rows, column, columns)
      }
    }
  }
}

function paddedColumns(columns: number): number {
  return Math.ceil(columns / TILE_COLUMNS) * TILE_COLUMNS
}

/** Zeros in the rows of a tile from `count` on. */
export function clearRows(panel: Float64Array, count: number, depth: number): void {
  for (let i = count; i < TILE_ROWS; i++) {
    for (let target = i; target < depth * TILE_ROWS; target += TILE_ROWS) panel[target] = 0
  }
}
