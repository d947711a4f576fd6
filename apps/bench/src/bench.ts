import type { Contender } from './contenders/contender.js'
import type { ContenderResult, WorkloadResult } from './measure/results.js'
import { runWorkload, type RunOptions } from './measure/run-workload.js'
import type { Outcome } from './measure/scoreboard.js'
import { PEERS_FOLDER } from './peers/folder.js'
import { installPeers } from './peers/install.js'
import { ContenderProcess } from './process/contender-process.js'
import { WORKLOADS, type WorkloadName } from './workloads/index.js'

/** A contender with its process, or with the reason why it has none. */
interface Entrant {
  readonly contender: Contender
  readonly process: ContenderProcess | null
  readonly reason: string | null
}

/** Longest that one may take for anything: for the first run of a workload, with all compiling, and for a turn. */
const LIMIT_MS = 45_000

/** Runs workloads, in order, with all of the contenders that can do them. */
export async function runBench(
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
        entrants.set(contender, await enter(contender, contender.packages.length === 0 ? null : peersMissing))
      }
      const present = able.map((contender) => entrants.get(contender) as Entrant)
      results.push(await runWith(present, name, options))
    }
    return results
  } finally {
    for (const { process } of entrants.values()) process?.stop()
  }
}

/** Whether a contender was never started, or its process has ended since. */
function needsStart(entrant: Entrant | undefined): boolean {
  return entrant === undefined || entrant.process?.alive === false
}

function canDo({ kinds }: Contender, name: WorkloadName): boolean {
  return kinds.includes(WORKLOADS[name].kind)
}

async function enter(contender: Contender, missing: string | null): Promise<Entrant> {
  if (missing !== null) return { contender, process: null, reason: missing }
  try {
    return { contender, process: await ContenderProcess.start(contender, LIMIT_MS), reason: null }
  } catch (error) {
    return { contender, process: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function runWith(entrants: readonly Entrant[], name: WorkloadName, options: RunOptions): Promise<WorkloadResult> {
  const { title, measures } = WORKLOADS[name]
  const competitors = entrants.map(({ process }) => process).filter((process) => process !== null)
  const outcomes = await runWorkload(name, WORKLOADS[name], competitors, options)
  const contenders = entrants.map(({ contender, process, reason }): ContenderResult => {
    const outcome = (process === null ? null : outcomes.get(process)) ?? notRun(reason)
    return { name: contender.name, side: contender.side, description: process?.description ?? '', ...outcome }
  })
  return { name, title, measures, contenders }
}

function notRun(reason: string | null): Outcome {
  return { reason, differences: [], timesMs: {} }
}
