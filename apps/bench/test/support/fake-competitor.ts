import type { Competitor } from '../../src/measure/competitor.js'
import type { Outputs } from '../../src/workloads/workload.js'

/** A competitor that writes into a common log what it is asked, and fails where it is told to. */
export class FakeCompetitor implements Competitor {
  readonly description = 'made up'
  readonly name: string
  readonly #log: string[]
  readonly #outputs: Outputs
  readonly #failsIn: 'prepare' | 'run' | 'never'
  #runs = 0

  constructor(name: string, log: string[], outputs: Outputs, failsIn: 'prepare' | 'run' | 'never' = 'never') {
    this.name = name
    this.#log = log
    this.#outputs = outputs
    this.#failsIn = failsIn
  }

  async prepare(): Promise<Outputs> {
    if (this.#failsIn === 'prepare') throw new Error('out of memory')
    return this.#outputs
  }

  /** The nth run takes n milliseconds. */
  async run(measure: string): Promise<number> {
    this.#log.push(`${this.name} ${measure}`)
    if (this.#failsIn === 'run') throw new Error('crashed')
    return ++this.#runs
  }

  async release(): Promise<void> {
    this.#log.push(`${this.name} released`)
  }
}
