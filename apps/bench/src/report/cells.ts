import type { WorkloadResult } from '../measure/results.js'
import { ownNames, rowsOf, type Row } from './rows.js'

/** What the columns of ratios say; for below the tables. */
export const RATIO_NOTE =
  "'evenkeel-… / other' is evenkeel's speed over that of the row, by medians: 2× is twice as much in the same time, and 0.5× half as much."

/** A table for people to read. */
export interface TextTable {
  readonly columns: readonly { readonly head: string; readonly align: 'left' | 'right' }[]
  readonly rows: readonly (readonly string[])[]
}

/** The rows of a workload with rounded numbers and their units. */
export function textTable(result: WorkloadResult): TextTable {
  const own = ownNames(result)
  const units = [...new Set(result.measures.flatMap(({ work }) => (work === null ? [] : [work.unit])))]
  const against = [...new Set(result.measures.flatMap((measure) => measure.against ?? []))]
  const rows = rowsOf(result)
  // A table of evenkeel alone has nobody to compare it with.
  const compared = rows.some(({ contender }) => !own.includes(contender)) || own.length > 1 ? own : []
  const right = (head: string): TextTable['columns'][number] => ({ head, align: 'right' })
  return {
    columns: [
      { head: 'measure', align: 'left' },
      { head: 'contender', align: 'left' },
      right('median, ms'),
      right('quartiles, ms'),
      ...units.map((unit) => right(`${unit}/s`)),
      ...against.map((name) => right(`over ${name}`)),
      ...compared.map((name) => right(`${name} / other`)),
    ],
    rows: rows.map((row) => [
      row.measure,
      row.contender,
      showNumber(row.timeMs.median),
      `${showNumber(row.timeMs.lowerQuartile)} – ${showNumber(row.timeMs.upperQuartile)}`,
      ...units.map((unit) => (row.rate?.unit === unit ? showNumber(row.rate.amount) : '')),
      ...against.map(() => showRatio(row.gain)),
      ...compared.map((name) => (name === row.contender ? '' : showRatio(row.ratios[name]))),
    ]),
  }
}

function showNumber(value: number, digits = 4): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: digits })
}

function showRatio(ratio: Row['gain'] | undefined): string {
  return ratio === null || ratio === undefined ? '' : `${showNumber(ratio, 3)}×`
}
