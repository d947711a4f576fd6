import type { Contender } from '../../src/contenders/contender.js'
import type { RunningContender, Venue } from '../../src/venue.js'
import type { Outputs } from '../../src/workloads/workload.js'
import { FakeCompetitor } from './fake-competitor.js'

/** A fake that counts as ended once it was released, where it is told to. */
class FakeRunning extends FakeCompetitor implements RunningContender {
  alive = true
  readonly #endsEarly: boolean
  readonly #log: string[]

  constructor(name: string, log: string[], outputs: Outputs, endsEarly: boolean) {
    super(name, log, outputs)
    this.#endsEarly = endsEarly
    this.#log = log
  }

  override async release(): Promise<void> {
    this.alive = !this.#endsEarly
  }

  stop(): void {
    this.#log.push(`${this.name} stopped`)
  }
}

/** A venue that writes into a log what is asked of it. */
export class FakeVenue implements Venue {
  readonly log: string[] = []
  readonly #outputs: Outputs
  readonly #absent: string
  readonly #endsEarly: string

  /** @param absent the name of one that cannot be started; `endsEarly`: of one that ends behind each workload */
  constructor(outputs: Outputs, { absent = '', endsEarly = '' } = {}) {
    this.#outputs = outputs
    this.#absent = absent
    this.#endsEarly = endsEarly
  }

  async start({ name }: Contender): Promise<RunningContender> {
    if (name === this.#absent) throw new Error('no such GPU')
    this.log.push(`${name} started`)
    return new FakeRunning(name, this.log, this.#outputs, name === this.#endsEarly)
  }

  async close(): Promise<void> {
    this.log.push('closed')
  }
}
