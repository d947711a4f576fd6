import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'

/** A contender that is loaded, as the one who measures sees it. */
export interface Competitor {
  readonly name: string
  readonly description: string
  /** Whether it does the work, so that its results are compared; else it only shows a limit. */
  readonly checked: boolean
  /** Takes the data of a workload, does the work once and gives the results. */
  prepare(workload: WorkloadName): Promise<Outputs>
  /** Runs a measure so many times, and gives the milliseconds that all of it took. */
  run(measure: string, repetitions: number): Promise<number>
  /** Frees what `prepare` took. */
  release(): Promise<void>
}
