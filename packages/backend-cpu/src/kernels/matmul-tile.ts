import type { Scratch } from '../scratch.js'

/**
 * Rows and columns of a tile. Six sums, five factors and the products in flight fit the sixteen registers of x86-64;
 * larger tiles spill and are slower.
 */
export const TILE_ROWS = 3
export const TILE_COLUMNS = 2

/** Terms of the sums taken at once: a panel of A and one of B stay in the first-level cache. */
export const BLOCK_DEPTH = 256
/** Columns of B packed at once: the block stays in the second-level cache. */
export const BLOCK_COLUMNS = 128
/** Rows of the product summed before the next block of B is packed; a multiple of the tile. */
export const BLOCK_ROWS = 192

/** The packed operands, the sums, and the inner loop that adds the product of the former to the latter. */
export interface Tile {
  readonly panel: Float64Array
  readonly block: Float64Array
  readonly sums: Float64Array
  /** Adds a product of `depth` terms to the tile of `sums` at `tile`, whose rows are `stride` apart. */
  add(depth: number, blockStart: number, tile: number, stride: number): void
}

/**
 * The inner loop reads its arrays from `const` variables of a closure that exists once: V8 takes those for constants
 * of the machine code and leaves out all checks of the arrays, which makes the loop 1.7 times as fast.
 */
export function createTile(scratch: Scratch): Tile {
  const panel = scratch.float64(BLOCK_DEPTH * TILE_ROWS)
  const block = scratch.float64(BLOCK_DEPTH * BLOCK_COLUMNS)
  const sums = scratch.float64(BLOCK_ROWS * BLOCK_COLUMNS)

  const add: Tile['add'] = (depth, blockStart, tile, stride) => {
    let c00 = 0
    let c01 = 0
    let c10 = 0
    let c11 = 0
    let c20 = 0
    let c21 = 0
    const end = depth * 3
    for (let i = 0, j = blockStart; i < end; i += 3, j += 2) {
      const b0 = block[j]
      const b1 = block[j + 1]
      const a0 = panel[i]
      const a1 = panel[i + 1]
      const a2 = panel[i + 2]
      c00 += a0 * b0
      c01 += a0 * b1
      c10 += a1 * b0
      c11 += a1 * b1
      c20 += a2 * b0
      c21 += a2 * b1
    }
    sums[tile] += c00
    sums[tile + 1] += c01
    sums[tile + stride] += c10
    sums[tile + stride + 1] += c11
    sums[tile + 2 * stride] += c20
    sums[tile + 2 * stride + 1] += c21
  }

  return { panel, block, sums, add }
}
