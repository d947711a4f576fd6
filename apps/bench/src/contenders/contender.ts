import type { WorkloadInputs, WorkloadName } from '../workloads/index.js'
import type { Subject } from '../workloads/workload.js'

/** How a contender does each workload that it can do, by its natural interface. */
export type Tasks = { readonly [Name in WorkloadName]?: (inputs: WorkloadInputs[Name]) => Promise<Subject> }

/** A contender that is loaded. */
export interface OpenContender {
  /** Version, device, threads: one line. */
  readonly description: string
  readonly tasks: Tasks
}

/** One who does the work: evenkeel on one of its devices, or a peer. Each runs in a process of its own. */
export interface Contender {
  readonly name: string
  readonly side: 'evenkeel' | 'peer'
  /** What it can do: the names of its {@link Tasks}. */
  readonly workloads: readonly WorkloadName[]
  /** Packages of `peers/package.json` that it needs. */
  readonly packages: readonly string[]
  /** Rejects where the contender cannot run; the reason goes into the report. */
  open(): Promise<OpenContender>
}
