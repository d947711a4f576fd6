import { openDevice, type Device } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { VectorResult } from './case/run-case.js'
import type { VectorCase } from './vector-cases.js'

/** Options of {@link vectorTests}. */
export interface VectorTestOptions {
  /** The backend under test; opened by the first case, closed after the last. */
  readonly provider: Provider<unknown>
  /** What `vectorCases` gave. */
  readonly cases: readonly VectorCase[]
  /** The test runner's own functions: `import { describe, test } from 'vitest'`. */
  readonly describe: (name: string, body: () => void) => unknown
  readonly test: (name: string, body: (...context: unknown[]) => Promise<void>) => unknown
  /** Called after each case. */
  readonly onResult?: (result: VectorResult) => void
}

/**
 * Registers vectors with a test runner: a `describe` for each family, a `test` for each case. What is skipped is skipped
 * with its reason where the runner's test context has a `skip` (vitest, node:test).
 *
 * ```ts
 * vectorTests({ provider: cpu, cases: await vectorCases('vectors'), describe, test })
 * ```
 */
export function vectorTests({ provider, cases, describe, test, onResult }: VectorTestOptions): void {
  let opened: Promise<Device> | null = null
  const device = (): Promise<Device> => (opened ??= openDevice(provider))
  describe(`vectors on ${provider.name}`, () => {
    for (const family of new Set(cases.map((item) => item.family))) {
      describe(family, () => {
        for (const item of cases.filter((candidate) => candidate.family === family)) {
          test(item.name, async (...[context]) => {
            const result = await item.run(await device())
            onResult?.(result)
            if (result.status === 'failed') throw new Error(`${result.op}: ${result.reason}`)
            if (result.status === 'skipped') skip(context, result.reason ?? '')
          })
        }
      })
    }
    test('closes', async () => (await device()).close())
  })
}

function skip(context: unknown, reason: string): void {
  const runner = context as { skip?: (reason: string) => void } | undefined
  runner?.skip?.(reason)
}
