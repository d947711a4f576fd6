import type { WorkloadName } from '../workloads/index.js'
import type { AnyWorkload } from '../workloads/workload.js'
import { agrees, compareOutputs, type Expectation } from './agreement.js'
import type { Scoreboard } from './scoreboard.js'

/** What `Difference.from` says of a reference. */
export const REFERENCE = 'a reference in double precision'

/**
 * Lets everybody do the work once, and compares the results with the reference, or else with those of the first whose
 * results are usable. One whose results differ is out.
 */
export async function checkAll(
  name: WorkloadName,
  { reference, tolerances, alike }: AnyWorkload,
  scoreboard: Scoreboard,
  onProgress: (what: string) => void,
): Promise<void> {
  let expectation: Expectation | null = reference && { outputs: reference(), from: REFERENCE, alike }
  for (const competitor of scoreboard.standing) {
    onProgress(`${name}: checking ${competitor.name}`)
    await scoreboard.attempt(competitor, async () => {
      const outputs = await competitor.prepare(name)
      if (!competitor.checked) return
      const own: Expectation = { outputs, from: competitor.name, alike }
      const differences = compareOutputs(outputs, expectation ?? own, tolerances)
      scoreboard.addDifferences(competitor, differences)
      if (differences.every(agrees)) expectation ??= own
    })
  }
}
