import type { EvenkeelError } from '@evenkeel/core'
import { CommanderError } from 'commander'
import { colorsFor } from './colors.js'

/** Exit status of a run that was started correctly and failed. */
const FAILED = 1
/** Exit status of a command line that asks for something that does not exist. */
const WRONG_USAGE = 2

/**
 * Tells on standard error what went wrong; with `EVENKEEL_DEBUG=1` also where.
 *
 * @returns the exit status
 */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
  const colors = colorsFor(process.stderr)
  const expected = isEvenkeelError(error)
  const [what, ...more] = expected ? [error.what, error.remedy] : [messageOf(error), ...hintOf(error)]
  process.stderr.write([`${colors.red('error:')} ${what}`, ...more, ''].join('\n'))
  if (process.env.EVENKEEL_DEBUG === '1' && error instanceof Error) console.error(error)
  return expected && error.code === 'INVALID_OPTION' ? WRONG_USAGE : FAILED
}

/** By its members and not by its class: a backend may have a copy of core of its own. */
function isEvenkeelError(error: unknown): error is EvenkeelError {
  return error instanceof Error && 'code' in error && 'what' in error && 'remedy' in error
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function hintOf(error: unknown): string[] {
  return error instanceof Error ? ['Set EVENKEEL_DEBUG=1 to see where it was thrown.'] : []
}
