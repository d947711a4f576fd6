import type { WorkloadName } from '../workloads/index.js'
import type { Workload } from '../workloads/workload.js'
import { agrees, compareOutputs } from './agreement.js'
import type { Competitor } from './competitor.js'
import { Scoreboard, type Outcome } from './scoreboard.js'
import { takeTurns } from './turns.js'

/** How often, and whom to tell. */
export interface RunOptions {
  /** Timed rounds. */
  readonly repeats: number
  /** Rounds before them whose times are not kept. */
  readonly warmUps: number
  /** Called as work begins. */
  readonly onProgress: (what: string) => void
}

/** The competitors' outcomes, and what their results were compared with. */
export interface WorkloadOutcome {
  readonly comparedWith: string
  readonly outcomes: ReadonlyMap<Competitor, Outcome>
}

/**
 * Checks that all competitors compute the same, then times them in turns. One that fails, or computes something else,
 * is out, and the others go on.
 */
export async function runWorkload(
  name: WorkloadName,
  workload: Workload<unknown>,
  competitors: readonly Competitor[],
  options: RunOptions,
): Promise<WorkloadOutcome> {
  const scoreboard = new Scoreboard(competitors)
  try {
    const comparedWith = await checkAll(name, workload, scoreboard, options)
    await timeAll(name, workload, scoreboard, options)
    return { comparedWith, outcomes: new Map(competitors.map((one) => [one, scoreboard.outcome(one)])) }
  } finally {
    // One that is out may be unable even to do this; its times, if any, were taken before.
    await Promise.allSettled(competitors.map((competitor) => competitor.release()))
  }
}

/** @returns what the results were compared with */
async function checkAll(
  name: WorkloadName,
  { reference, tolerances }: Workload<unknown>,
  scoreboard: Scoreboard,
  { onProgress }: RunOptions,
): Promise<string> {
  let expected = reference?.() ?? null
  let comparedWith = 'a reference in double precision'
  for (const competitor of scoreboard.standing) {
    onProgress(`${name}: checking ${competitor.name}`)
    await scoreboard.attempt(competitor, async () => {
      const outputs = await competitor.prepare(name)
      const differences = compareOutputs(outputs, expected ?? outputs, tolerances)
      scoreboard.addDifferences(competitor, differences)
      if (expected !== null || !differences.every(agrees)) return
      expected = outputs
      comparedWith = competitor.name
    })
  }
  return comparedWith
}

async function timeAll(
  name: WorkloadName,
  { measures }: Workload<unknown>,
  scoreboard: Scoreboard,
  { repeats, warmUps, onProgress }: RunOptions,
): Promise<void> {
  for (const [round, turns] of takeTurns(scoreboard.standing, warmUps + repeats).entries()) {
    onProgress(`${name}: ${round < warmUps ? 'warm-up' : `round ${round - warmUps + 1} of ${repeats}`}`)
    for (const { name: measure } of measures) {
      for (const competitor of turns) {
        await scoreboard.attempt(competitor, async () => {
          const timeMs = await competitor.run(measure)
          if (round >= warmUps) scoreboard.addTime(competitor, measure, timeMs)
        })
      }
    }
  }
}
