/** Named results of a piece of work, on the host. */
export type Outputs = Readonly<Record<string, Float32Array>>

/** One thing that is timed. */
export interface Measure {
  readonly name: string
  /** What one run gets through, for a rate by the second; null where the time says it all. */
  readonly work: { readonly amount: number; readonly unit: string } | null
}

/** The same work for every contender: data, what is timed, and what has to come out. */
export interface Workload<Inputs> {
  /** The work in one line. */
  readonly title: string
  readonly measures: readonly Measure[]
  /** Largest {@link largestDifference} that an output may have. An output that is not named here is not compared. */
  readonly tolerances: Readonly<Record<string, number>>
  /** The data, the same in every process. */
  inputs(): Inputs
  /** What has to come out, from the definition in double precision; null to compare with the first contender. */
  readonly reference: (() => Outputs) | null
}

/** A contender with the data of a workload in its own memory, ready to run. */
export interface Subject {
  /** Does the work once and gives its results. Called once, before the first run. */
  outputs(): Promise<Outputs>
  /** One run of each measure; a run is over when its promise resolves. */
  readonly runs: Readonly<Record<string, () => Promise<void>>>
  dispose(): void
}
