/** Lines up to this length are reduced by one thread each. */
const LONGEST_TILE = 64

/** How a line is cut: `tiles` tiles of `tile` elements, the last of which may be shorter; none is empty. */
export interface Tiling {
  readonly tile: number
  readonly tiles: number
}

/**
 * One tile up to 64 elements, else about √n tiles of √n elements, reduced one after the other: the shortest way when
 * every thread works through its elements in order. It depends on n alone, so sums always round alike.
 */
export function tilingOf(n: number): Tiling {
  if (n <= LONGEST_TILE) return { tile: n, tiles: 1 }
  const tile = Math.ceil(Math.sqrt(n))
  return { tile, tiles: Math.ceil(n / tile) }
}
