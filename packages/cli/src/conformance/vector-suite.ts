import type { VectorCase } from '@evenkeel/conformance'
import { openDevice } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { ProgressBar } from '../reporting/progress-bar.js'
import type { Outcome } from './outcome.js'

/** Runs cases of reference numbers on a device of the provider. */
export async function runVectorSuite(
  provider: Provider<unknown>,
  cases: readonly VectorCase[],
  bar: ProgressBar,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  if (cases.length === 0) return outcomes
  const device = await openDevice(provider)
  bar.start('vectors', cases.length)
  try {
    for (const test of cases) {
      outcomes.push(await test.run(device))
      bar.update(outcomes.length, test.family)
    }
  } finally {
    bar.stop()
    device.close()
  }
  return outcomes
}
