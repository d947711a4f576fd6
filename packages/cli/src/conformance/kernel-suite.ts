import { DEFAULT_MODES, runConformance, selectCases, type Mode, type Selection } from '@evenkeel/conformance'
import type { Provider } from '@evenkeel/core/backend'
import type { ProgressBar } from '../reporting/progress-bar.js'
import { kernelOutcome, type Outcome } from './outcome.js'

/**
 * Runs the cases of the suite that `only` selects: a kernel, a mode, or the whole title of a case.
 *
 * @param only undefined for all
 */
export async function runKernelSuite(
  provider: Provider<unknown>,
  only: string | undefined,
  bar: ProgressBar,
): Promise<Outcome[]> {
  const selection = only === undefined ? {} : selectionOf(only)
  const outcomes: Outcome[] = []
  const total = selectCases(selection).length
  if (total === 0) return outcomes
  bar.start('kernels', total)
  try {
    await runConformance({
      provider,
      ...selection,
      onResult: (result) => {
        outcomes.push(kernelOutcome(result))
        bar.update(outcomes.length, result.case.kernel ?? result.case.mode)
      },
    })
  } finally {
    bar.stop()
  }
  return outcomes
}

function selectionOf(only: string): Selection {
  if (isMode(only)) return { modes: [only] }
  return { only: new RegExp(`^${only.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(:|$)`) }
}

function isMode(name: string): name is Mode {
  return (DEFAULT_MODES as readonly string[]).includes(name)
}
