import type { Buffer } from '../backend/index.js'
import type { Moments } from './moments.js'
import type { Workspace } from './workspace.js'

/**
 * Those who normalize together: parts of one batch in one process, or processes that each hold a part. What they exchange
 * is little, whatever the size of the batch: in the forward pass four vectors each (moments merge, they do not add), in the
 * backward pass the sums of two. Calls are enqueued like kernels: an engine that passes messages takes its place in the
 * order of the device's work. Parts may have different sizes.
 */
export interface Collective {
  /** How a local batch of `samples` is cut into parts: their sizes, which add up to `samples`. One part where the whole batch is one. */
  partition(samples: number): readonly number[]
  /** The moments of all parts of all members, in the same order for every member, from those of the local parts. */
  gather(workspace: Workspace, local: readonly Moments[]): readonly Moments[]
  /** Adds each vector over all members, in place. What belongs to local parts was added already. */
  sum(workspace: Workspace, vectors: readonly Buffer[]): void
}

/**
 * Parts of each batch within one process: for proving that parts normalize as the whole does, and for trying out how a
 * network behaves when it is spread. Samples are dealt as evenly as they go, the first parts get one more.
 */
export function inMemoryCollective(parts: number): Collective {
  return {
    partition(samples) {
      const count = Math.max(1, Math.min(parts, samples))
      return Array.from({ length: count }, (_, i) => Math.floor(samples / count) + (i < samples % count ? 1 : 0))
    },
    gather: (_workspace, local) => local,
    sum: () => undefined,
  }
}
