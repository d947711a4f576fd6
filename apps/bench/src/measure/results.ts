import type { Side } from '../contenders/contender.js'
import type { Measure } from '../workloads/workload.js'
import type { Outcome } from './scoreboard.js'

/** What came of a contender in one workload. */
export interface ContenderResult extends Outcome {
  readonly name: string
  readonly side: Side
  /** Empty when it could not be loaded. */
  readonly description: string
}

/** What came of one workload. */
export interface WorkloadResult {
  readonly name: string
  readonly title: string
  readonly measures: readonly Measure[]
  readonly contenders: readonly ContenderResult[]
}
