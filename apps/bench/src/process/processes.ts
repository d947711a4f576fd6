import type { Venue } from '../venue.js'
import { ContenderProcess } from './contender-process.js'

/**
 * A process for each contender, so that nobody's garbage collection or compiled code gets into the times of another, and a
 * crash ends one contender only.
 *
 * @param limitMs what takes longer than this ends the process
 */
export function processes(limitMs: number): Venue {
  return { start: (contender) => ContenderProcess.start(contender, limitMs), close: async () => {} }
}
