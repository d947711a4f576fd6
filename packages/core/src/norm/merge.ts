import type { Buffer, View } from '../backend/index.js'
import { computeMoments, scratchMoments, type Moments } from './moments.js'
import { map, zip } from './vectors.js'
import type { Workspace } from './workspace.js'

/**
 * Writes the moments of the union of `parts` into `out`, which is none of the parts. The parts hold vectors of one
 * length and may have any counts; parts of count 0 change nothing.
 */
export function mergeMoments(workspace: Workspace, parts: readonly Moments[], out: Moments): Moments {
  const length = out.count.length
  const stack = scratchMoments(workspace, parts.length * length)
  parts.forEach((part, k) => {
    for (const name of ['count', 'center', 'residual', 'm2'] as const) {
      const place = { sourceOffset: 0, intoOffset: k * length, length }
      workspace.kernels.copy({ source: part[name], into: stack[name], ...place })
    }
  })
  return mergeGroups(workspace, stack, parts.length, out)
}

/**
 * As {@link mergeMoments}, of parts that stand one after the other in the same vectors, as the kernel `moments` leaves
 * the groups of a view: [groups, channels] → [channels].
 *
 * Merging is the kernel `moments` once more, over the parts' means δₖ = (centerₖ − base) + residualₖ with their counts
 * as weights: it gives the total count, the mean of the means, and the sum of squares between the parts, to which the
 * sums within the parts are added. The base is the parts' mean in one float: near all of them, so that the subtraction
 * loses nothing, and untouched by parts of count 0.
 */
export function mergeGroups(workspace: Workspace, parts: Moments, groups: number, out: Moments): Moments {
  const channels = out.count.length
  const view: View = { groups: channels, outer: 1, channels: 1, inner: groups }
  const counts = transposed(workspace, parts.count, groups, channels)
  computeMoments(workspace, transposed(workspace, parts.center, groups, channels), counts, view, out)
  const base = map(workspace, 'linear', out.center, workspace.scratch(channels))
  const deltas = zip(workspace, 'sub', parts.center, base, workspace.scratch(parts.center.length))
  zip(workspace, 'add', deltas, parts.residual, deltas)
  computeMoments(workspace, transposed(workspace, deltas, groups, channels), counts, view, out)
  const within = workspace.scratch(channels)
  workspace.kernels.reduce({ x: parts.m2, out: within, op: 'sum', outer: 1, n: groups, inner: channels })
  zip(workspace, 'add', out.m2, within, out.m2)
  addExactly(workspace, base, out)
  return out
}

/**
 * Writes the average of the groups' means and of their m2 into `out`, for groups of equal count, which it takes over:
 * what instance norm's running statistics follow. Unlike a merge it knows nothing of the scatter between the groups.
 */
export function averageGroups(workspace: Workspace, parts: Moments, groups: number, out: Moments): Moments {
  const channels = out.count.length
  mergeGroups(workspace, parts, groups, out)
  workspace.kernels.copy({ source: parts.count, into: out.count, sourceOffset: 0, intoOffset: 0, length: channels })
  workspace.kernels.reduce({ x: parts.m2, out: out.m2, op: 'sum', outer: 1, n: groups, inner: channels })
  map(workspace, 'linear', out.m2, out.m2, 1 / groups)
  return out
}

/** [groups, channels] → [channels, groups]. */
function transposed(workspace: Workspace, x: Buffer, groups: number, channels: number): Buffer {
  const out = workspace.scratch(x.length)
  workspace.kernels.arrange({ x, out, shape: [channels, groups], strides: [1, channels], offset: 0 })
  return out
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
