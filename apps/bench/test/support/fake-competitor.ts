import type { Competitor } from '../../src/measure/competitor.js'
import type { Outputs } from '../../src/workloads/workload.js'

/** What a fake does other than the others. */
export interface FakeOptions {
  readonly failsIn?: 'prepare' | 'run'
  readonly checked?: boolean
  /** How long one run takes; default: the nth turn takes n milliseconds a run. */
  readonly onceMs?: number
}

/** A competitor that writes into a common log what it is asked, and fails where it is told to. */
export class FakeCompetitor implements Competitor {
  readonly description = 'made up'
  readonly name: string
  readonly checked: boolean
  readonly #log: string[]
  readonly #outputs: Outputs
  readonly #options: FakeOptions
  #turns = 0

  constructor(name: string, log: string[], outputs: Outputs, options: FakeOptions = {}) {
    this.name = name
    this.checked = options.checked ?? true
    this.#log = log
    this.#outputs = outputs
    this.#options = options
  }

  async prepare(): Promise<Outputs> {
    if (this.#options.failsIn === 'prepare') throw new Error('out of memory')
    return this.#outputs
  }

  async run(measure: string, repetitions: number): Promise<number> {
    this.#log.push(`${this.name} ${measure} ×${repetitions}`)
    if (this.#options.failsIn === 'run') throw new Error('crashed')
    return repetitions * (this.#options.onceMs ?? ++this.#turns)
  }

  async release(): Promise<void> {
    this.#log.push(`${this.name} released`)
  }
}
