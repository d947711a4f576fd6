import { titleOf, type ConformanceReport } from '@evenkeel/conformance'
import type { CheckReport } from './messages.js'

/** The report without what cannot travel between threads, with counts for each kernel. */
export function checkReport(report: ConformanceReport): CheckReport {
  const kernels: Record<string, { passed: number; failed: number; skipped: number }> = {}
  for (const { case: test, status } of report.results) {
    const counts = (kernels[test.kernel ?? ''] ??= { passed: 0, failed: 0, skipped: 0 })
    counts[status === 'deviation' ? 'skipped' : status] += 1
  }
  const { provider, description, traits, support, passed, failed, skipped, durationMs } = report
  const failures = report.results
    .filter(({ status }) => status === 'failed')
    .map(({ case: test, reason }) => ({ mode: test.mode, title: titleOf(test), reason: reason ?? 'no reason given' }))
  return { provider, description, traits, support, passed, failed, skipped, durationMs, failures, kernels }
}
