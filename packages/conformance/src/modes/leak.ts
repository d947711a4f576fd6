import { perform } from '../call/perform.js'
import type { Case } from '../case.js'
import { KERNEL_SUITES } from '../cases/index.js'
import { demand } from '../non-conformance.js'

const CALLS = 1000

/** Rounds until a device keeps what it keeps: some recycle memory only in the second. */
const WARM_UP_ROUNDS = 2

/** One call of every kernel, over and over: what lives after a thousand calls is what lived after the first rounds. */
const mixedCalls: Case = {
  name: `nothing leaks in ${CALLS} mixed calls`,
  kernel: null,
  mode: 'leak',
  subjects: () => [],
  run: async (on) => {
    const { backend } = on
    const calls = Object.values(KERNEL_SUITES).map(({ kernel, moderate }) => ({ kernel, args: moderate() }))
    for (let round = 0; round < WARM_UP_ROUNDS; round++) {
      for (const { kernel, args } of calls) await perform(on, kernel, args)
    }
    const before = backend.memory()
    for (let i = 0; i < CALLS; i++) {
      const { kernel, args } = calls[i % calls.length]
      await perform(on, kernel, args)
    }
    const after = backend.memory()
    for (const what of ['buffers', 'bytes', 'scratchBytes'] as const)
      demand(after[what] === before[what], 'memory', `${what} went from ${before[what]} to ${after[what]}`)
  },
}

/** Allocating and freeing alone, in sizes that come and go. */
const allocations: Case = {
  name: `nothing leaks in ${CALLS} allocations`,
  kernel: null,
  mode: 'leak',
  subjects: () => [],
  run: async ({ backend }) => {
    const before = backend.memory()
    for (let i = 0; i < CALLS; i++) {
      const buffers = [i % 7, 64 + (i % 5), 1000].map((length) => backend.allocate(length, 'float32'))
      const reads = buffers.map((buffer) => backend.read(buffer))
      buffers.forEach((buffer) => backend.free(buffer))
      await Promise.all(reads)
    }
    const after = backend.memory()
    for (const what of ['buffers', 'bytes'] as const)
      demand(after[what] === before[what], 'memory', `${what} went from ${before[what]} to ${after[what]}`)
  },
}

export const LEAK_CASES: readonly Case[] = [mixedCalls, allocations]
