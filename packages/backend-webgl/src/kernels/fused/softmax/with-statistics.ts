import type { Buffer } from '@evenkeel/core/backend'
import { exponential } from '../../../glsl/index.js'
import type { Gpu } from '../../../gpu.js'
import { createFold } from '../../reductions/fold.js'
import { tilingOf } from '../../reductions/tiles.js'
import { lineLengthOf, type LineLength } from './line.js'

interface Lines {
  readonly x: Buffer
  readonly outer: number
  readonly n: number
  readonly inner: number
}

/** The statistics of lines, or any buffer in their place where the lines are short. */
interface Statistics {
  readonly length: LineLength
  readonly largests: Buffer
  readonly totals: Buffer
}

/** Runs `use` with the statistics of the lines of x, which are gone afterwards. */
export type WithStatistics = (lines: Lines, use: (statistics: Statistics) => void) => void

/** Maxima first, then the sums of exponentials, in tiles like every reduction. */
export function createWithStatistics(gpu: Gpu): WithStatistics {
  const fold = createFold(gpu)
  const sums = gpu.program({
    name: 'sums of exponentials',
    reads: ['x', 'largests'],
    writes: ['partial'],
    integers: ['n', 'inner', 'tile', 'tiles'],
    functions: [exponential],
    element: `
      int within = i % inner;
      int which = (i / inner) % tiles;
      int line = i / (inner * tiles);
      float largest = largests(line * inner + within);
      int end = min(n, (which + 1) * tile);
      float total = 0.0;
      for (int j = which * tile; j < end; j++) total += exactExp(x((line * n + j) * inner + within) - largest);
      partial = total;`,
  })
  return ({ x, outer, n, inner }, use) => {
    const length = lineLengthOf(n)
    if (length === 'short') {
      use({ length, largests: x, totals: x })
      return
    }
    const { tile, tiles } = tilingOf(n)
    const largests = gpu.temporary(outer * inner)
    const totals = gpu.temporary(outer * inner)
    const partial = gpu.temporary(outer * tiles * inner)
    fold({ x, out: largests, op: 'max', outer, n, inner })
    sums.launch({ x, largests, partial, n, inner, tile, tiles })
    fold({ x: partial, out: totals, op: 'sum', outer, n: tiles, inner })
    gpu.release(partial)
    use({ length, largests, totals })
    gpu.release(largests)
    gpu.release(totals)
  }
}
