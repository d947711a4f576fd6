import { agrees, showDifference, type Difference } from './agreement.js'
import type { Competitor } from './competitor.js'

/** What was measured of one competitor; see `ContenderResult`. */
export interface Outcome {
  readonly reason: string | null
  readonly differences: readonly Difference[]
  readonly timesMs: Readonly<Record<string, readonly number[]>>
}

/** Who is still in, who is out and why, and everybody's times. */
export class Scoreboard {
  readonly #differences: Map<Competitor, readonly Difference[]> = new Map()
  readonly #timesMs: Map<Competitor, Record<string, number[]>> = new Map()
  readonly #reasons: Map<Competitor, string> = new Map()
  readonly #competitors: readonly Competitor[]

  constructor(competitors: readonly Competitor[]) {
    this.#competitors = competitors
  }

  /** Those who have not failed. */
  get standing(): Competitor[] {
    return this.#competitors.filter((competitor) => !this.#reasons.has(competitor))
  }

  /** Lets a competitor do something, unless it is out; it is out when that fails. */
  async attempt(competitor: Competitor, work: () => Promise<void>): Promise<void> {
    if (this.#reasons.has(competitor)) return
    try {
      await work()
    } catch (error) {
      this.#reasons.set(competitor, error instanceof Error ? error.message : String(error))
    }
  }

  /** Notes how far the results are off; too far, and the competitor is out. */
  addDifferences(competitor: Competitor, differences: readonly Difference[]): void {
    this.#differences.set(competitor, differences)
    const wrong = differences.filter((difference) => !agrees(difference))
    if (wrong.length === 0) return
    const list = wrong.map(
      ({ output, difference, tolerance }) => `${output} by ${showDifference(difference)} (allowed ${tolerance})`,
    )
    this.#reasons.set(competitor, `It computes something else: off in ${list.join(', ')}.`)
  }

  addTime(competitor: Competitor, measure: string, timeMs: number): void {
    const times = this.#timesMs.get(competitor) ?? {}
    this.#timesMs.set(competitor, { ...times, [measure]: [...(times[measure] ?? []), timeMs] })
  }

  /** Times of those who are out are not given. */
  outcome(competitor: Competitor): Outcome {
    const reason = this.#reasons.get(competitor) ?? null
    return {
      reason,
      differences: this.#differences.get(competitor) ?? [],
      timesMs: reason === null ? (this.#timesMs.get(competitor) ?? {}) : {},
    }
  }
}
