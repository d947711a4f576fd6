import type { Buffer, ReduceOp } from '@evenkeel/core/backend'
import { bits, type GlslFunction } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { tilingOf, type Tiling } from './tiles.js'

/** Operations that put the values of a line together one after the other. */
export type FoldOp = Exclude<ReduceOp, 'argmax'>

interface Folding {
  /** What nothing folds to. */
  readonly start: string
  /** Statements that return `so` far and `v` put together. */
  readonly merge: string
  readonly uses: readonly GlslFunction[]
}

const FOLDINGS: Readonly<Record<FoldOp, Folding>> = {
  sum: { start: '0.0', merge: 'return so + v;', uses: [] },
  max: { start: '-INFINITY', merge: 'return isNaN(so) || !(isNaN(v) || v > so) ? so : v;', uses: [bits] },
  min: { start: 'INFINITY', merge: 'return isNaN(so) || !(isNaN(v) || v < so) ? so : v;', uses: [bits] },
}

/** Folds x, [outer, n, inner], to out, [outer, inner]. */
export type Fold = (args: { x: Buffer; out: Buffer; op: FoldOp; outer: number; n: number; inner: number }) => void

/** One launch: lines of n elements in tiles. */
interface Cut extends Tiling {
  readonly n: number
  readonly inner: number
}

/** Sums and extremes over the middle axis; where the inner axis consists of whole texels, four columns a thread. */
export function createFold(gpu: Gpu): Fold {
  const programs = gpu.family(({ op, texels }: { op: FoldOp; texels: boolean }) => {
    const { start, merge, uses } = FOLDINGS[op]
    const [at, type, value] = texels ? ['t', 'vec4', 'xTexel'] : ['i', 'float', 'x']
    // The result is [outer, tiles, inner]; `inner` counts texels where `texels` says so.
    const body = `
      int within = ${at} % inner;
      int which = (${at} / inner) % tiles;
      int line = ${at} / (inner * tiles);
      int end = min(n, (which + 1) * tile);
      ${type} so = ${type}(${start});
      for (int j = which * tile; j < end; j++) so = merge(so, ${value}((line * n + j) * inner + within));
      result = so;`
    return {
      name: `reduce ${op}`,
      reads: ['x'],
      writes: ['result'],
      integers: ['n', 'inner', 'tile', 'tiles'],
      functions: uses,
      helpers: `
float merge(float so, float v) { ${merge} }
vec4 merge(vec4 so, vec4 v) {
  return vec4(merge(so.x, v.x), merge(so.y, v.y), merge(so.z, v.z), merge(so.w, v.w));
}`,
      ...(texels ? { texel: body } : { element: body }),
    }
  })
  const launch = (op: FoldOp, x: Buffer, result: Buffer, cut: Cut): void => {
    const texels = cut.inner % LANES === 0
    const inner = texels ? cut.inner / LANES : cut.inner
    programs({ op, texels }).launch({ x, result, ...cut, inner })
  }
  return ({ x, out, op, outer, n, inner }) => {
    const { tile, tiles } = tilingOf(n)
    if (tiles === 1) {
      launch(op, x, out, { n, inner, tile, tiles })
      return
    }
    const first = firstStage(n, inner, tile)
    const rest = (first.tiles * first.inner) / inner
    const partial = gpu.temporary(outer * rest * inner)
    launch(op, x, partial, first)
    launch(op, partial, out, { n: rest, inner, tile: rest, tiles: 1 })
    gpu.release(partial)
  }
}

/** A line of whole texels counts as four columns, which the second stage puts together with the tiles. */
function firstStage(n: number, inner: number, tile: number): Cut {
  if (inner === 1 && n % LANES === 0) {
    const texels = n / LANES
    return { n: texels, inner: LANES, tile, tiles: Math.ceil(texels / tile) }
  }
  return { n, inner, tile, tiles: Math.ceil(n / tile) }
}
