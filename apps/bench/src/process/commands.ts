import type { WorkloadName } from '../workloads/index.js'
import type { Outputs } from '../workloads/workload.js'

/** What the benchmark asks where a contender runs, one command at a time, and what it answers. */
export interface Commands {
  /** Loads the contender. */
  readonly open: {
    readonly arguments: { readonly contender: string }
    readonly value: { readonly description: string }
  }
  /** Puts the data of a workload into the contender's memory and does the work once. */
  readonly prepare: { readonly arguments: { readonly workload: WorkloadName }; readonly value: Outputs }
  /** Runs a measure so many times; the value is the time of all of it in milliseconds. */
  readonly run: {
    readonly arguments: { readonly measure: string; readonly repetitions: number }
    readonly value: number
  }
  /** Frees what `prepare` took. */
  readonly release: { readonly arguments: Readonly<Record<string, never>>; readonly value: null }
}

export type CommandName = keyof Commands

/** A command on its way to the contender. */
export type Message = {
  readonly [Name in CommandName]: { readonly command: Name; readonly arguments: Commands[Name]['arguments'] }
}[CommandName]

/** The answer on its way back; a refusal has the two parts of an error's text. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly what: string; readonly remedy: string }
