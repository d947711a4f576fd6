import type { Kind, KindInputs } from './kinds.js'

/** Named results of a piece of work, on the host. */
export type Outputs = Readonly<Record<string, Float32Array>>

/** One thing that is timed. */
export interface Measure {
  readonly name: string
  /** What one run gets through, for a rate by the second; null where the time says it all. */
  readonly work: { readonly amount: number; readonly unit: string } | null
  /** Another measure of the workload, whose time over this one's is worth showing. Default: none. */
  readonly against?: string
}

/** The same work for every contender: data, what is timed, and what has to come out. */
export interface Workload<K extends Kind> {
  /** What contenders have to be able to do. */
  readonly kind: K
  /** The work in one line. */
  readonly title: string
  readonly measures: readonly Measure[]
  /** Largest {@link largestDifference} that an output may have. An output that is not named here is not compared. */
  readonly tolerances: Readonly<Record<string, number>>
  /** The data, the same in every process. */
  inputs(): KindInputs[K]
  /** What has to come out, from the definition in double precision; null to compare with the first contender. */
  readonly reference: (() => Outputs) | null
  /** Outputs that are compared with another output of the same contender: by name, the name of the other. Default: none. */
  readonly alike?: Readonly<Record<string, string>>
}

/** A workload of any kind. */
export type AnyWorkload = { readonly [K in Kind]: Workload<K> }[Kind]

/** Does the work so many times over, and gives the milliseconds that all of it took. */
export type TimedRun = (repetitions: number) => Promise<number>

/** A contender with the data of a workload in its own memory, ready to run. */
export interface Subject {
  /** Does the work once and gives its results. Called once, before the first run. */
  outputs(): Promise<Outputs>
  /** By the name of the measure. A contender that cannot do one of them leaves it out. */
  readonly runs: Readonly<Record<string, TimedRun>>
  dispose(): void
}
