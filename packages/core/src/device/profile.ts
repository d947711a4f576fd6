import type { CompleteKernels, KernelName } from '../backend/index.js'

/** Calls and time of one kernel. On a device that runs asynchronously the time is that of enqueueing. */
export interface KernelProfile {
  readonly kernel: KernelName
  readonly calls: number
  readonly totalMs: number
}

/** A table that calls through to `kernels` and counts; `result()` lists the kernels used, the slowest first. */
export function profiled(kernels: CompleteKernels): {
  readonly kernels: CompleteKernels
  result(): KernelProfile[]
} {
  const counts = new Map<KernelName, { calls: number; totalMs: number }>()
  const table = Object.fromEntries(
    Object.entries(kernels).map(([name, run]: [string, (args: never) => void]) => [
      name,
      (args: never) => {
        const start = performance.now()
        run(args)
        const totalMs = performance.now() - start
        const entry = counts.get(name as KernelName) ?? { calls: 0, totalMs: 0 }
        counts.set(name as KernelName, { calls: entry.calls + 1, totalMs: entry.totalMs + totalMs })
      },
    ]),
  )
  return {
    kernels: table as unknown as CompleteKernels,
    result: () => [...counts].map(([kernel, entry]) => ({ kernel, ...entry })).sort((a, b) => b.totalMs - a.totalMs),
  }
}
