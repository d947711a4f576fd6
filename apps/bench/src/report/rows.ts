import type { ContenderResult, WorkloadResult } from '../measure/results.js'
import { summarize, type Summary } from '../measure/statistics.js'

/** One contender in one measure. */
export interface Row {
  readonly measure: string
  readonly contender: string
  readonly timeMs: Summary
  /** Timed rounds that it took part in. */
  readonly rounds: number
  /** Amount of work by the second at the median, and what it is counted in; null where none is counted. */
  readonly rate: { readonly amount: number; readonly unit: string } | null
  /** Its median time for the measure that this one is set against, over its time for this; null where there is none. */
  readonly gain: number | null
  /**
   * By the name of each contender of evenkeel: its speed over this contender's, which is this one's median time over
   * its median time. 2 says that evenkeel does twice as much in the same time.
   */
  readonly ratios: Readonly<Record<string, number>>
}

/** A row for each measure and contender that was timed, in that order. */
export function rowsOf({ measures, contenders }: WorkloadResult): Row[] {
  return measures.flatMap(({ name: measure, work, against }) => {
    const timed = contenders.filter(({ timesMs }) => measure in timesMs)
    const medianOf = ({ timesMs }: ContenderResult, name = measure): number => summarize(timesMs[name]).median
    const own = timed.filter(({ side }) => side === 'evenkeel')
    return timed.map((contender) => {
      const timeMs = summarize(contender.timesMs[measure])
      return {
        measure,
        contender: contender.name,
        timeMs,
        rounds: contender.timesMs[measure].length,
        rate: work && { amount: work.amount / (timeMs.median / 1000), unit: work.unit },
        gain: against === undefined ? null : medianOf(contender, against) / timeMs.median,
        ratios: Object.fromEntries(own.map((ours) => [ours.name, timeMs.median / medianOf(ours)])),
      }
    })
  })
}

/** Names of evenkeel's own contenders that were timed. */
export function ownNames(result: WorkloadResult): string[] {
  const timed = result.contenders.filter(({ side, reason }) => side === 'evenkeel' && reason === null)
  return timed.map(({ name }) => name)
}
