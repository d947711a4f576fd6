import { EvenkeelError } from '@evenkeel/core'
import type { ErrorFacts } from '../protocol/facts.js'

/** A mistake as it travels: what happened, and what to do. */
export function errorFacts(error: unknown): ErrorFacts {
  if (error instanceof EvenkeelError) return { code: error.code, what: error.what, remedy: error.remedy }
  const what = error instanceof Error ? error.message : String(error)
  return { code: 'UNEXPECTED', what, remedy: 'Go on with another device, or reset and start again.' }
}
