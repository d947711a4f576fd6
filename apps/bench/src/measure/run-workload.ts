import type { WorkloadName } from '../workloads/index.js'
import type { AnyWorkload } from '../workloads/workload.js'
import { checkAll } from './check.js'
import type { Competitor } from './competitor.js'
import type { TimingOptions } from './plan.js'
import { Scoreboard, type Outcome } from './scoreboard.js'
import { timeAll } from './time.js'

/** How long, and whom to tell. */
export interface RunOptions extends TimingOptions {
  /** Called as work begins. */
  readonly onProgress: (what: string) => void
}

/**
 * Checks that all competitors compute the same, then times them in turns. One that fails, or computes something else,
 * is out, and the others go on.
 */
export async function runWorkload(
  name: WorkloadName,
  workload: AnyWorkload,
  competitors: readonly Competitor[],
  options: RunOptions,
): Promise<ReadonlyMap<Competitor, Outcome>> {
  const scoreboard = new Scoreboard(competitors)
  try {
    await checkAll(name, workload, scoreboard, options.onProgress)
    for (const measure of workload.measures) await timeAll(name, measure, scoreboard, options, options.onProgress)
    return new Map(competitors.map((one) => [one, scoreboard.outcome(one)]))
  } finally {
    // One that is out may be unable even to do this; its times, if any, were taken before.
    await Promise.allSettled(competitors.map((competitor) => competitor.release()))
  }
}
