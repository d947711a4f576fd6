import type { TimedRun } from '../workloads/workload.js'

/**
 * A timed run by this process's clock. Work that ends in a promise is over when that resolves.
 *
 * @param settle waits, once behind the last repetition and still on the clock, for what the work left to be done elsewhere
 */
export function timed(work: () => unknown, settle: () => Promise<void> = async () => {}): TimedRun {
  return async (repetitions) => {
    const start = performance.now()
    for (let i = 0; i < repetitions; i++) {
      const pending = work()
      if (pending instanceof Promise) await pending
    }
    await settle()
    return performance.now() - start
  }
}
