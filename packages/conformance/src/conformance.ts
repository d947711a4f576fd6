import type { Provider } from '@evenkeel/core/backend'
import { titleOf } from './case.js'
import { openSubject } from './open.js'
import type { Subject } from './open.js'
import { runCase } from './run-case.js'
import type { CaseResult } from './run-case.js'
import { DEFAULT_MODES, selectCases } from './run.js'
import type { Selection } from './run.js'

/** `describe` of any test runner. */
export type Describe = (name: string, body: () => void) => unknown

/** `test` of any test runner; what it passes to the body is used to skip, where it has a `skip`. */
export type Test = (name: string, body: (...context: unknown[]) => Promise<void>) => unknown

/** Options of {@link conformance}. */
export interface ConformanceOptions extends Selection {
  /** The backend under test. */
  readonly provider: Provider<unknown>
  /** The test runner's own functions: `import { describe, test } from 'vitest'`. */
  readonly describe: Describe
  readonly test: Test
  /** Called after each case, with measurements, reasons and errors. */
  readonly onResult?: (result: CaseResult) => void
}

interface Skippable {
  skip(reason: string): void
}

function canSkip(context: unknown): context is Skippable {
  return typeof context === 'object' && context !== null && 'skip' in context
}

/**
 * Registers the suite with a test runner: a `describe` for each mode, a `test` for each case. The provider is opened
 * by the first test and closed by the last. Cases that do not apply, or that a declared deviation excuses, are
 * skipped with the reason where the runner's test context has a `skip` (vitest, node:test), and pass elsewhere.
 *
 * ```ts
 * import { describe, test } from 'vitest'
 * import { conformance } from '@evenkeel/conformance'
 * import { myBackend } from './src/index.js'
 * conformance({ provider: myBackend, describe, test })
 * ```
 */
export function conformance({ provider, describe, test, onResult, ...selection }: ConformanceOptions): void {
  const cases = selectCases(selection)
  let opened: Promise<Subject> | null = null
  const subject = (): Promise<Subject> => (opened ??= openSubject(provider))

  describe(`conformance of ${provider.name}`, () => {
    for (const mode of selection.modes ?? DEFAULT_MODES) {
      const own = cases.filter((item) => item.mode === mode)
      if (own.length === 0) continue
      describe(mode, () => {
        for (const item of own) {
          test(titleOf(item), async (...[context]) => {
            const result = await runCase(await subject(), item)
            onResult?.(result)
            if (result.status === 'failed') throw result.error
            if (result.status !== 'passed' && canSkip(context)) context.skip(result.reason ?? '')
          })
        }
      })
    }
    test('closes', async () => (await subject()).close())
  })
}
