import type { Buffer, View } from '../backend/index.js'
import { map, zip } from './vectors.js'
import type { Workspace } from './workspace.js'

/**
 * What batch norm knows of a set of numbers, one entry a channel of a group: how many (or their weight), their mean
 * as the sum of two floats, and the sum of their squared deviations from that mean.
 *
 * With {@link mergeMoments} these form a commutative monoid whose neutral element has count 0 (Chan, Golub and
 * LeVeque 1979): tiles, micro-batches, shards and whole data sets are folds of the same operation.
 */
export interface Moments {
  readonly count: Buffer
  /** The mean rounded to float32 … */
  readonly center: Buffer
  /** … and what rounding left over: mean = center + residual. */
  readonly residual: Buffer
  /** Σ w·(x − mean)². */
  readonly m2: Buffer
}

/** Scratch memory for the moments of `view`. */
export function scratchMoments(workspace: Workspace, length: number): Moments {
  return {
    count: workspace.scratch(length),
    center: workspace.scratch(length),
    residual: workspace.scratch(length),
    m2: workspace.scratch(length),
  }
}

/** Writes the moments of x, read as `view`, into `out`; see the kernel `moments`. */
export function computeMoments(
  { kernels }: Workspace,
  x: Buffer,
  weights: Buffer | null,
  view: View,
  out: Moments,
): Moments {
  const { count, center, residual, m2 } = out
  kernels.moments({ x, weights, count, center, residual, m2, view })
  return out
}

/**
 * Writes the moments of the union of `parts` into `out`, which is none of the parts. The parts hold vectors of one
 * length and may have any counts; parts of count 0 change nothing.
 *
 * Merging is the kernel `moments` once more, over the parts' means δₖ = (centerₖ − center₀) + residualₖ with their
 * counts as weights: it gives the total count, the mean of the means, and the sum of squares between the parts, to
 * which the sums within the parts are added.
 */
export function mergeMoments(workspace: Workspace, parts: readonly Moments[], out: Moments): Moments {
  const channels = out.count.length
  const first = parts[0]
  const stack = {
    deltas: workspace.scratch(parts.length * channels),
    counts: workspace.scratch(parts.length * channels),
  }
  const delta = workspace.scratch(channels)
  const within = workspace.scratch(channels)
  map(workspace, 'linear', first.m2, within)
  parts.forEach((part, k) => {
    zip(workspace, 'sub', part.center, first.center, delta)
    zip(workspace, 'add', delta, part.residual, delta)
    stackColumn(workspace, delta, stack.deltas, k, parts.length)
    stackColumn(workspace, part.count, stack.counts, k, parts.length)
    if (k > 0) zip(workspace, 'add', within, part.m2, within)
  })
  const view: View = { groups: channels, outer: 1, channels: 1, inner: parts.length }
  computeMoments(workspace, stack.deltas, stack.counts, view, out)
  zip(workspace, 'add', out.m2, within, out.m2)
  addExactly(workspace, first.center, out)
  return out
}

/** Column k of the row-major matrix [channels, columns] becomes `vector`. */
function stackColumn({ kernels }: Workspace, vector: Buffer, into: Buffer, column: number, columns: number): void {
  const channels = vector.length
  kernels.place({ x: vector, into, shape: [channels, columns], start: [0, column], extent: [channels, 1] })
}

/**
 * Adds `base` to the mean center + residual without losing what rounding would drop: the two-sum of Knuth (The Art of
 * Computer Programming, vol. 2, 4.2.2), whose error term joins the residual.
 */
function addExactly(workspace: Workspace, base: Buffer, { center, residual }: Moments): void {
  const channels = base.length
  const total = zip(workspace, 'add', base, center, workspace.scratch(channels))
  const virtual = zip(workspace, 'sub', total, base, workspace.scratch(channels))
  const errorOfCenter = zip(workspace, 'sub', center, virtual, workspace.scratch(channels))
  zip(workspace, 'sub', total, virtual, virtual)
  const errorOfBase = zip(workspace, 'sub', base, virtual, workspace.scratch(channels))
  zip(workspace, 'add', residual, errorOfCenter, residual)
  zip(workspace, 'add', residual, errorOfBase, residual)
  map(workspace, 'linear', total, center)
}
