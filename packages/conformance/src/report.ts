import type { Traits } from '@evenkeel/core/backend'
import { titleOf } from './case.js'
import type { KernelSupport } from './open.js'
import type { CaseResult } from './run-case.js'

/** What a run of the suite found. */
export interface ConformanceReport {
  /** The provider's name. */
  readonly provider: string
  /** The backend's line about its device. */
  readonly description: string
  readonly traits: Traits
  /** Where each kernel comes from: the support matrix. */
  readonly support: readonly KernelSupport[]
  readonly results: readonly CaseResult[]
  readonly passed: number
  readonly failed: number
  /** Cases that do not apply, and those that a declared deviation excuses. */
  readonly skipped: number
  readonly durationMs: number
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function traitLine({ deviations, ...traits }: Traits): string {
  return Object.entries(traits)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ')
}

function supportLines(support: readonly KernelSupport[]): string[] {
  const optional = support.filter(({ required }) => !required)
  return (['native', 'composed', 'host'] as const)
    .map((wanted) => ({ wanted, names: optional.filter(({ source }) => source === wanted) }))
    .filter(({ names }) => names.length > 0)
    .map(({ wanted, names }) => `  ${wanted}: ${names.map(({ kernel }) => kernel).join(', ')}`)
}

function measurementLines(results: readonly CaseResult[]): string[] {
  return results.flatMap(({ case: test, measurements }) =>
    measurements.map(
      ({ name, durationMs, rate, unit }) =>
        `  ${test.kernel}: ${name}: ${durationMs.toPrecision(3)} ms, ${rate.toPrecision(3)} ${unit}`,
    ),
  )
}

/** Reasons with the number of cases each of them stands for. */
function reasonLines(results: readonly CaseResult[], status: CaseResult['status']): string[] {
  const counts = new Map<string, number>()
  for (const { reason, status: own } of results)
    if (own === status && reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => `  ${reason} (${plural(count, 'case')})`)
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

/** The report as text for a terminal or a page: counts, failures, deviations, the support matrix, measurements. */
export function formatReport(report: ConformanceReport): string {
  const { results, traits } = report
  const failures = results.filter(({ status }) => status === 'failed')
  return [
    `${report.provider}: ${report.description}`,
    `${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped in ${Math.round(report.durationMs)} ms`,
    `traits: ${traitLine(traits)}`,
    ...section(
      'failed:',
      failures.map(({ case: test, reason }) => `  [${test.mode}] ${titleOf(test)}: ${reason}`),
    ),
    ...section(
      'declared deviations:',
      traits.deviations.map(({ subject, meaning }) => `  ${subject}: ${meaning}`),
    ),
    ...section('excused by them:', reasonLines(results, 'deviation')),
    ...section('not applicable:', reasonLines(results, 'skipped')),
    ...section('optional kernels:', supportLines(report.support)),
    ...section('measurements:', measurementLines(results)),
  ].join('\n')
}
