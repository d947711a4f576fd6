import type { WorkloadResult } from '../measure/results.js'
import { ownNames, rowsOf } from './rows.js'

/** What a ratio says; for below the tables. */
export const RATIO_NOTE =
  "'evenkeel-… / peer' is evenkeel's speed over that of the row, by medians: 2× is twice as much in the same time."

/** A table for people to read. */
export interface TextTable {
  readonly columns: readonly { readonly head: string; readonly align: 'left' | 'right' }[]
  readonly rows: readonly (readonly string[])[]
}

/** The rows of a workload with rounded numbers and their units. */
export function textTable(result: WorkloadResult): TextTable {
  const own = ownNames(result)
  const units = [...new Set(result.measures.flatMap(({ work }) => (work === null ? [] : [work.unit])))]
  const right = (head: string): TextTable['columns'][number] => ({ head, align: 'right' })
  return {
    columns: [
      { head: 'measure', align: 'left' },
      { head: 'contender', align: 'left' },
      right('median, ms'),
      right('quartiles, ms'),
      ...units.map((unit) => right(`${unit}/s`)),
      ...own.map((name) => right(`${name} / peer`)),
    ],
    rows: rowsOf(result).map(({ measure, contender, timeMs, rate, ratios }) => [
      measure,
      contender,
      showNumber(timeMs.median),
      `${showNumber(timeMs.lowerQuartile)} – ${showNumber(timeMs.upperQuartile)}`,
      ...units.map(() => (rate === null ? '' : showNumber(rate))),
      ...own.map((name) => (name === contender ? '' : `${showNumber(ratios[name], 3)}×`)),
    ]),
  }
}

/** What the table does not say: who the contenders are, that they computed the same, and who is missing why. */
export function notes({ contenders, comparedWith }: WorkloadResult): string[] {
  return contenders.map(({ name, description, reason, differences }) => {
    if (reason !== null) return `${name}: not available: ${reason}`
    if (name === comparedWith) return `${name}: ${description}.`
    const list = differences.map(({ output, difference }) => `${output} ${showDifference(difference)}`)
    return `${name}: ${description}. Largest relative difference from ${comparedWith}: ${list.join(', ')}.`
  })
}

function showDifference(difference: number): string {
  return difference === 0 ? '0' : difference.toExponential(1)
}

function showNumber(value: number, digits = 4): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: digits })
}
