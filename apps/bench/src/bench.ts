import type { Contender } from './contenders/contender.js'
import type { ContenderResult, WorkloadResult } from './measure/results.js'
import { runWorkload, type RunOptions } from './measure/run-workload.js'
import type { Outcome } from './measure/scoreboard.js'
import { PEERS_FOLDER } from './peers/folder.js'
import { installPeers } from './peers/install.js'
import type { RunningContender, Venue } from './venue.js'
import { WORKLOADS, type WorkloadName } from './workloads/index.js'

/** A contender that runs, or the reason why it does not. */
interface Entrant {
  readonly contender: Contender
  readonly running: RunningContender | null
  readonly reason: string | null
}

/** Runs workloads, in order, with all of the contenders that can do them; the venue is closed in the end. */
export async function runBench(
  venue: Venue,
  workloads: readonly WorkloadName[],
  contenders: readonly Contender[],
  options: RunOptions,
): Promise<WorkloadResult[]> {
  const needed = contenders.filter((one) => workloads.some((name) => canDo(one, name)))
  const peersMissing = needed.some(({ packages }) => packages.length > 0)
    ? await installPeers(PEERS_FOLDER, () => options.onProgress('installing the peers'))
    : null
  const entrants = new Map<Contender, Entrant>()
  try {
    const results: WorkloadResult[] = []
    for (const name of workloads) {
      const able = needed.filter((contender) => canDo(contender, name))
      for (const contender of able.filter((one) => needsStart(entrants.get(one)))) {
        options.onProgress(`starting ${contender.name}`)
        entrants.set(contender, await enter(venue, contender, contender.packages.length === 0 ? null : peersMissing))
      }
      const present = able.map((contender) => entrants.get(contender) as Entrant)
      results.push(await runWith(present, name, options))
    }
    return results
  } finally {
    for (const { running } of entrants.values()) running?.stop()
    await venue.close()
  }
}

/** Whether a contender was never started, or has ended since. */
function needsStart(entrant: Entrant | undefined): boolean {
  return entrant === undefined || entrant.running?.alive === false
}

function canDo({ kinds }: Contender, name: WorkloadName): boolean {
  return kinds.includes(WORKLOADS[name].kind)
}

async function enter(venue: Venue, contender: Contender, missing: string | null): Promise<Entrant> {
  if (missing !== null) return { contender, running: null, reason: missing }
  try {
    return { contender, running: await venue.start(contender), reason: null }
  } catch (error) {
    return { contender, running: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function runWith(entrants: readonly Entrant[], name: WorkloadName, options: RunOptions): Promise<WorkloadResult> {
  const { title, measures } = WORKLOADS[name]
  const competitors = entrants.map(({ running }) => running).filter((running) => running !== null)
  const outcomes = await runWorkload(name, WORKLOADS[name], competitors, options)
  const contenders = entrants.map(({ contender, running, reason }): ContenderResult => {
    const outcome = (running === null ? null : outcomes.get(running)) ?? notRun(reason)
    return { name: contender.name, side: contender.side, description: running?.description ?? '', ...outcome }
  })
  return { name, title, measures, contenders }
}

function notRun(reason: string | null): Outcome {
  return { reason, differences: [], timesMs: {} }
}
