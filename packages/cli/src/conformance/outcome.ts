import type { CaseResult } from '@evenkeel/conformance'

/** What became of one case, whichever suite it is from. */
export interface Outcome {
  /** The kernel or the family of vectors; the mode for what concerns the backend as a whole. */
  readonly family: string
  readonly name: string
  readonly status: 'passed' | 'failed' | 'skipped'
  /** Why it failed or was skipped; null when it passed. */
  readonly reason: string | null
}

/** The outcome of a case of the kernel suite. A declared deviation counts as skipped: it says nothing about the kernel. */
export function kernelOutcome({ case: test, status, reason }: CaseResult): Outcome {
  return {
    family: test.kernel ?? test.mode,
    name: test.name,
    status: status === 'deviation' ? 'skipped' : status,
    reason,
  }
}
