import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'

/** A contender that is loaded, as the one who measures sees it. */
export interface Competitor {
  readonly name: string
  readonly description: string
  /** Takes the data of a workload, does the work once and gives the results. */
  prepare(workload: WorkloadName): Promise<Outputs>
  /** Runs a measure once, and gives the time in milliseconds. */
  run(measure: string): Promise<number>
  /** Frees what `prepare` took. */
  release(): Promise<void>
}
