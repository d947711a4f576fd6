import type { ContenderResult, WorkloadResult } from '../measure/results.js'
import { summarize, type Summary } from '../measure/statistics.js'

/** One contender in one measure. */
export interface Row {
  readonly measure: string
  readonly contender: string
  readonly timeMs: Summary
  /** Amount of work by the second at the median, or null where none is counted. */
  readonly rate: number | null
  /**
   * By the name of each contender of evenkeel: its speed over this contender's, which is this one's median time over
   * its median time. 2 says that evenkeel does twice as much in the same time.
   */
  readonly ratios: Readonly<Record<string, number>>
}

/** A row for each measure and contender that was timed, in that order. */
export function rowsOf({ measures, contenders }: WorkloadResult): Row[] {
  return measures.flatMap(({ name: measure, work }) => {
    const timed = contenders.filter(({ timesMs }) => measure in timesMs)
    const medianOf = (contender: ContenderResult): number => summarize(contender.timesMs[measure]).median
    const own = timed.filter(({ side }) => side === 'evenkeel')
    return timed.map((contender) => {
      const timeMs = summarize(contender.timesMs[measure])
      return {
        measure,
        contender: contender.name,
        timeMs,
        rate: work === null ? null : work.amount / (timeMs.median / 1000),
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
