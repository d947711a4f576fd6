import { CONTENDERS } from './contenders/index.js'
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

/** Runs workloads, in order, with all contenders that can do them. */
export async function runBench(workloads: readonly WorkloadName[], options: RunOptions): Promise<WorkloadResult[]> {
  const peersMissing = await installPeers(PEERS_FOLDER, () => options.onProgress('installing the peers'))
  const entrants: Entrant[] = []
  try {
    for (const contender of CONTENDERS.filter((one) => workloads.some((name) => one.workloads.includes(name)))) {
      options.onProgress(`starting ${contender.name}`)
      entrants.push(await enter(contender, contender.packages.length === 0 ? null : peersMissing))
    }
    const results: WorkloadResult[] = []
    for (const name of workloads) {
      const able = entrants.filter(({ contender }) => contender.workloads.includes(name))
      results.push(await runWith(able, name, options))
    }
    return results
  } finally {
    for (const { process } of entrants) process?.stop()
  }
}

async function enter(contender: Contender, missing: string | null): Promise<Entrant> {
  if (missing !== null) return { contender, process: null, reason: missing }
  try {
    return { contender, process: await ContenderProcess.start(contender.name), reason: null }
  } catch (error) {
    return { contender, process: null, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function runWith(entrants: readonly Entrant[], name: WorkloadName, options: RunOptions): Promise<WorkloadResult> {
  const { title, measures } = WORKLOADS[name]
  const competitors = entrants.map(({ process }) => process).filter((process) => process !== null)
  const { comparedWith, outcomes } = await runWorkload(name, WORKLOADS[name], competitors, options)
  const contenders = entrants.map(({ contender, process, reason }): ContenderResult => {
    const outcome = (process === null ? null : outcomes.get(process)) ?? notRun(reason)
    return { name: contender.name, side: contender.side, description: process?.description ?? '', ...outcome }
  })
  return { name, title, measures, comparedWith, contenders }
}

function notRun(reason: string | null): Outcome {
  return { reason, differences: [], timesMs: {} }
}
