import type { TimedRun } from '../workloads/workload.js'

/** A timed run by this process's clock. Work that ends in a promise is over when that resolves. */
export function timed(work: () => unknown): TimedRun {
  return async (repetitions) => {
    const start = performance.now()
    for (let i = 0; i < repetitions; i++) {
      const pending = work()
      if (pending instanceof Promise) await pending
    }
    return performance.now() - start
  }
}
