import { setTimeout as rest } from 'node:timers/promises'
import type { WorkloadName } from '../workloads/index.js'
import type { Measure } from '../workloads/workload.js'
import type { Competitor } from './competitor.js'
import { planFor, type Plan, type TimingOptions } from './plan.js'
import type { Scoreboard } from './scoreboard.js'
import { takeTurns } from './turns.js'

/** Times all who are standing in a measure: each warms up, and then they take turns. */
export async function timeAll(
  name: WorkloadName,
  { name: measure }: Measure,
  scoreboard: Scoreboard,
  options: TimingOptions,
  onProgress: (what: string) => void,
): Promise<void> {
  onProgress(`${name}: warming up for ${measure}`)
  const plans = new Map<Competitor, Plan>()
  for (const competitor of scoreboard.standing) {
    await scoreboard.attempt(competitor, async () => {
      const { plan, lastMs } = await warmUp(competitor, measure, options)
      plans.set(competitor, plan)
      if (plan.rounds === 0) scoreboard.addTime(competitor, measure, lastMs)
    })
  }
  onProgress(`${name}: timing ${measure}`)
  for (const [round, turns] of takeTurns(scoreboard.standing, options.repeats).entries()) {
    for (const competitor of turns) {
      const { repetitions, rounds } = plans.get(competitor) as Plan
      if (round >= rounds) continue
      await rest(options.restMs)
      await scoreboard.attempt(competitor, async () => {
        const timeMs = await competitor.run(measure, repetitions)
        scoreboard.addTime(competitor, measure, timeMs / repetitions)
      })
    }
  }
}

/** Runs until the time for it is over, and plans by how long the last run took. */
async function warmUp(
  competitor: Competitor,
  measure: string,
  options: TimingOptions,
): Promise<{ readonly plan: Plan; readonly lastMs: number }> {
  let plan: Plan = { repetitions: 1, rounds: 0 }
  let lastMs = 0
  let spentMs = 0
  do {
    const timeMs = await competitor.run(measure, plan.repetitions)
    spentMs += timeMs
    lastMs = timeMs / plan.repetitions
    plan = planFor(lastMs, options)
  } while (spentMs < options.warmUpMs)
  return { plan, lastMs }
}
