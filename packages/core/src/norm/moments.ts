import type { Buffer, View } from '../backend/index.js'
import type { Workspace } from './workspace.js'

/**
 * What batch norm knows of a set of numbers, one entry a channel of a group: how many (or their weight), their mean
 * as the sum of two floats, and the sum of their squared deviations from that mean.
 *
 * With `mergeMoments` these form a commutative monoid whose neutral element has count 0 (Chan, Golub and
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
