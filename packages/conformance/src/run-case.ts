import type { Traits } from '@evenkeel/core/backend'
import type { Case, Measurement } from './case.js'
import { now } from './clock.js'
import type { Subject } from './open.js'

/**
 * `passed`, `failed`, `skipped` where the case does not apply to a backend of such traits, or `deviation` where the
 * backend declares that it differs here.
 */
export type CaseStatus = 'passed' | 'failed' | 'skipped' | 'deviation'

/** What became of one case. */
export interface CaseResult {
  readonly case: Case
  readonly status: CaseStatus
  /** Why it was skipped, what the backend declares, or what is wrong; null when it passed. */
  readonly reason: string | null
  /** What was thrown, when it failed. */
  readonly error: unknown
  readonly durationMs: number
  readonly measurements: readonly Measurement[]
}

/** The declared difference that excuses a case, or null. */
function excuse({ subjects }: Case, { deviations, propagatesNonFinite }: Traits): string | null {
  const named = new Set(subjects())
  if (named.has('law 9') && !propagatesNonFinite) return 'law 9: traits.propagatesNonFinite is false'
  const declared = deviations.find(({ subject }) => named.has(subject))
  return declared === undefined ? null : `${declared.subject}: ${declared.meaning}`
}

/** Runs a case on every implementation of its kernel that the subject has. Never rejects. */
export async function runCase(subject: Subject, test: Case): Promise<CaseResult> {
  const { traits } = subject.backend
  const start = now()
  const measurements: Measurement[] = []
  const result = (status: CaseStatus, reason: string | null, error: unknown = null): CaseResult => {
    return { case: test, status, reason, error, durationMs: now() - start, measurements }
  }
  const declared = excuse(test, traits)
  if (declared !== null) return result('deviation', declared)
  const inapplicable = test.inapplicable?.(traits) ?? null
  if (inapplicable !== null) return result('skipped', inapplicable)
  try {
    for (const implementation of subject.implementations(test))
      measurements.push(...((await test.run(implementation, subject.provider)) ?? []))
    return result('passed', null)
  } catch (error) {
    return result('failed', error instanceof Error ? error.message : String(error), error)
  }
}
