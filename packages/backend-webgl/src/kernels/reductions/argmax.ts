import type { Buffer } from '@evenkeel/core/backend'
import { bits } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { tilingOf } from './tiles.js'

/** Positions of the largest elements of x, [outer, n, inner], in out, [outer, inner]; n ≥ 1. */
export type Argmax = (args: { x: Buffer; out: Buffer; outer: number; n: number; inner: number }) => void

/**
 * The first of the largest, or the first NaN. The first stage leaves the winner's position of each tile; the second
 * one reads the values again at these positions, so that there is no second buffer for the values.
 */
export function createArgmax(gpu: Gpu): Argmax {
  const programs = gpu.family((among: 'elements' | 'candidates') => ({
    name: `argmax of ${among}`,
    reads: ['x', 'candidates'],
    writes: ['result'],
    // `count` is the number of elements or of candidates in a line of n elements.
    integers: ['n', 'count', 'inner', 'tile', 'tiles'],
    functions: [bits],
    element: `
      int within = i % inner;
      int line = i / (inner * tiles);
      int first = ((i / inner) % tiles) * tile;
      int end = min(count, first + tile);
      int best = -1;
      float largest = 0.0;
      for (int c = first; c < end; c++) {
        int j = ${among === 'elements' ? 'c' : 'int(candidates((line * count + c) * inner + within))'};
        float v = x((line * n + j) * inner + within);
        if (best < 0 || isNaN(v) || v > largest) {
          best = j;
          largest = v;
        }
        if (isNaN(v)) break;
      }
      result = float(best);`,
  }))
  return ({ x, out, outer, n, inner }) => {
    const { tile, tiles } = tilingOf(n)
    const elements = { x, candidates: x, n, count: n, inner, tile, tiles }
    if (tiles === 1) {
      programs('elements').launch({ ...elements, result: out })
      return
    }
    const candidates = gpu.temporary(outer * tiles * inner, 'int32')
    programs('elements').launch({ ...elements, result: candidates })
    const rest = { x, candidates, n, count: tiles, inner, tile: tiles, tiles: 1 }
    programs('candidates').launch({ ...rest, result: out })
    gpu.release(candidates)
  }
}
