import { showDifference, type Difference } from '../measure/agreement.js'
import type { ContenderResult, WorkloadResult } from '../measure/results.js'

/** Who takes part in any of the workloads, and who does not and why. */
export function contenderNotes(results: readonly WorkloadResult[]): string[] {
  const all = results.flatMap(({ contenders }) => contenders)
  const names = [...new Set(all.map(({ name }) => name))]
  return names.map((name) => {
    const { description, reason } = all.find((contender) => contender.name === name) as ContenderResult
    return description === '' ? `${name}: not available: ${reason}` : `${name}: ${description}.`
  })
}

/** What the table of a workload does not say: that all computed the same, and who is missing why. */
export function notes({ contenders }: WorkloadResult): string[] {
  const loaded = contenders.filter(({ description }) => description !== '')
  const missing = loaded.filter(({ reason }) => reason !== null)
  return [...agreement(loaded), ...slowness(loaded), ...missing.map(({ name, reason }) => `${name}: ${reason}`)]
}

/** One note for each thing that results were compared with. */
function agreement(contenders: readonly ContenderResult[]): string[] {
  const timed = contenders.filter(({ reason }) => reason === null)
  const sources = [...new Set(timed.flatMap(({ differences }) => differences.map(({ from }) => from)))]
  return sources.flatMap((source) => {
    const list = timed.flatMap(({ name, differences }) => {
      // The first one is what the others are compared with; of itself there is nothing to say.
      const compared = name === source ? [] : differences.filter(({ from }) => from === source)
      return compared.length === 0 ? [] : [`${name} ${showLargest(compared)}`]
    })
    return list.length === 0 ? [] : [`Largest relative differences from ${source}: ${list.join('; ')}.`]
  })
}

function showLargest(differences: readonly Difference[]): string {
  const { output, difference } = differences.reduce((a, b) => (b.difference > a.difference ? b : a))
  return `${showDifference(difference)} (${output})`
}

function slowness(contenders: readonly ContenderResult[]): string[] {
  const most = Math.max(...contenders.map(fewestRounds))
  const slow = contenders.filter((contender) => contender.reason === null && fewestRounds(contender) < most)
  if (slow.length === 0) return []
  const list = slow.map((contender) => `${contender.name} (${fewestRounds(contender)})`)
  return [`Fewer rounds than ${most} in some measures, because they are slow: ${list.join(', ')}.`]
}

function fewestRounds({ timesMs }: ContenderResult): number {
  const counts = Object.values(timesMs).map((times) => times.length)
  return counts.length === 0 ? 0 : Math.min(...counts)
}
