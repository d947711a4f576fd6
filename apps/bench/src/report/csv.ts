import type { WorkloadResult } from '../measure/results.js'
import { ownNames, rowsOf } from './rows.js'

/** All rows, unrounded, with a header (RFC 4180). Contenders without times have a row with the reason. */
export function csvReport(results: readonly WorkloadResult[]): string {
  const own = [...new Set(results.flatMap(ownNames))]
  const header = [
    'workload',
    'measure',
    'contender',
    'medianMs',
    'lowerQuartileMs',
    'upperQuartileMs',
    'rounds',
    'perSecond',
    'unit',
    'gain',
    ...own.map((name) => `${name} / contender`),
    'notAvailable',
  ]
  const records = results.flatMap((result) => [
    ...rowsOf(result).map(({ measure, contender, timeMs, rounds, rate, gain, ratios }) => [
      result.name,
      measure,
      contender,
      timeMs.median,
      timeMs.lowerQuartile,
      timeMs.upperQuartile,
      rounds,
      rate?.amount ?? '',
      rate?.unit ?? '',
      gain ?? '',
      ...own.map((name) => ratios[name] ?? ''),
      '',
    ]),
    ...result.contenders
      .filter(({ reason }) => reason !== null)
      .map(({ name, reason }) => [result.name, '', name, ...header.slice(3, -1).map(() => ''), reason ?? '']),
  ])
  return [header, ...records].map((record) => record.map(quote).join(',') + '\r\n').join('')
}

function quote(field: string | number): string {
  const text = String(field)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
