import type { Kind, KindInputs } from '../workloads/kinds.js'
import type { Subject } from '../workloads/workload.js'

/**
 * How a contender does each kind of work that it can do, by its natural interface. A task that rejects says why its
 * contender cannot do that very work.
 */
export type Tasks = { readonly [K in Kind]?: (inputs: KindInputs[K]) => Promise<Subject> }

/** A contender that is loaded. */
export interface OpenContender {
  /** Version, device, threads: one line. */
  readonly description: string
  readonly tasks: Tasks
}

/** evenkeel on one of its devices, a peer, or something simpler that shows how fast the work could be at best. */
export type Side = 'evenkeel' | 'peer' | 'limit'

/** One who does the work: in a process of its own, or in a page with others. */
export interface Contender {
  readonly name: string
  readonly side: Side
  /** What it can do: the names of its {@link Tasks}. */
  readonly kinds: readonly Kind[]
  /** Packages of `peers/package.json` that it needs. */
  readonly packages: readonly string[]
  /** Rejects where the contender cannot run; the reason goes into the report. */
  open(): Promise<OpenContender>
}
