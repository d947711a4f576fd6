import type { Provider } from '@evenkeel/core/backend'
import { allCases } from './all-cases.js'
import type { CaseOptions } from './all-cases.js'
import { titleOf } from './case.js'
import type { Case, Mode } from './case.js'
import { now } from './clock.js'
import { openSubject } from './open.js'
import type { ConformanceReport } from './report.js'
import { runCase } from './run-case.js'
import type { CaseResult, CaseStatus } from './run-case.js'

/** The modes that run where none are named: all that can fail. */
export const DEFAULT_MODES: readonly Mode[] = ['support', 'check', 'fuzz', 'laws', 'leak', 'gradient']

/** Which cases to take. */
export interface Selection extends CaseOptions {
  /** Default: all but `perf`. */
  readonly modes?: readonly Mode[]
  /** Only cases whose title (`matmul: a batch of 3`) contains this text, or matches it. */
  readonly only?: string | RegExp
}

/** The cases of a selection, in order. */
export function selectCases({ modes = DEFAULT_MODES, only = '', ...options }: Selection): readonly Case[] {
  const wanted = (test: Case): boolean => {
    const title = titleOf(test)
    return modes.includes(test.mode) && (typeof only === 'string' ? title.includes(only) : only.test(title))
  }
  return allCases(options).filter(wanted)
}

/** Options of {@link runConformance}. */
export interface RunOptions extends Selection {
  /** The backend under test. */
  readonly provider: Provider<unknown>
  /** Called after each case, for a progress line or a page. */
  readonly onResult?: (result: CaseResult) => void
}

/**
 * Opens the provider, runs the suite without a test runner, and closes it. Works in browsers.
 *
 * @throws DeviceUnavailableError when the provider cannot be opened
 * @throws BackendIncompleteError when required kernels are missing, with the whole list
 */
export async function runConformance({ provider, onResult, ...selection }: RunOptions): Promise<ConformanceReport> {
  const start = now()
  const subject = await openSubject(provider)
  const results: CaseResult[] = []
  try {
    for (const test of selectCases(selection)) {
      const result = await runCase(subject, test)
      results.push(result)
      onResult?.(result)
    }
  } finally {
    subject.close()
  }
  const count = (...statuses: readonly CaseStatus[]): number =>
    results.filter(({ status }) => statuses.includes(status)).length
  return {
    provider: provider.name,
    description: subject.backend.description,
    traits: subject.backend.traits,
    support: subject.support,
    results,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped', 'deviation'),
    durationMs: now() - start,
  }
}
