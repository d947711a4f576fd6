import type { VectorResult } from './case/run-case.js'

/** What became of the cases of one family. */
export interface FamilyCounts {
  readonly family: string
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** Why cases were skipped, and how many for each reason. */
  readonly reasons: Readonly<Record<string, number>>
}

/** What became of all cases. */
export interface VectorReport {
  readonly families: readonly FamilyCounts[]
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly failures: readonly VectorResult[]
}

/** Counts results by family, in the order in which families appear. */
export function summarize(results: readonly VectorResult[]): VectorReport {
  const names = [...new Set(results.map(({ family }) => family))]
  return {
    families: names.map((family) => ({ family, ...count(results.filter((result) => result.family === family)) })),
    ...counts(results),
    failures: results.filter(({ status }) => status === 'failed'),
  }
}

function counts(results: readonly VectorResult[]): Pick<VectorReport, 'passed' | 'failed' | 'skipped'> {
  const of = (wanted: VectorResult['status']): number => results.filter(({ status }) => status === wanted).length
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') }
}

function count(results: readonly VectorResult[]): Omit<FamilyCounts, 'family'> {
  const reasons: Record<string, number> = {}
  for (const { status, reason } of results) {
    if (status === 'skipped' && reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  return { ...counts(results), reasons }
}

/** The report as text: a line a family, the reasons of what was skipped, then the failures. */
export function formatVectorReport({ families, failures, ...total }: VectorReport): string {
  const width = Math.max(6, ...families.map(({ family }) => family.length))
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(8))].join('')
  return [
    row('family', 'passed', 'failed', 'skipped'),
    ...families.map(({ family, passed, failed, skipped, reasons }) => {
      const why = Object.entries(reasons).map(([reason, number]) => `${reason} (${number})`)
      return `${row(family, passed, failed, skipped)}  ${why.join(', ')}`.trimEnd()
    }),
    row('all', total.passed, total.failed, total.skipped),
    ...failures.map(({ family, name, reason }) => `failed: ${family} ${name}: ${reason}`),
  ].join('\n')
}
