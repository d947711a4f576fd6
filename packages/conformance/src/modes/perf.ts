import type { Buffer } from '@evenkeel/core/backend'
import { enqueue, upload } from '../call/perform.js'
import type { Implementation } from '../call/perform.js'
import { slotsOf } from '../call/slots.js'
import type { Arguments } from '../call/slots.js'
import type { Case, Measurement } from '../case.js'
import type { KernelSuite, TimedCall } from '../cases/kernel-suite.js'
import { now } from '../clock.js'

/** How long each call is repeated, after a warm-up. */
const MEASURE_MS = 100
const WARM_UP = 3

/** Time of one call: repeated calls between two moments of idleness. */
async function timePerCall(on: Implementation, run: () => void): Promise<number> {
  for (let i = 0; i < WARM_UP; i++) run()
  await on.backend.idle()
  let calls = 0
  const start = now()
  for (let batch = 1; now() - start < MEASURE_MS; batch *= 2) {
    for (let i = 0; i < batch; i++) run()
    await on.backend.idle()
    calls += batch
  }
  return (now() - start) / calls
}

async function measure(on: Implementation, suite: KernelSuite, timed: TimedCall<never>): Promise<Measurement> {
  const args: Arguments = timed.arguments()
  const slots = slotsOf(suite.kernel, args)
  const buffers = new Map<string, Buffer>(slots.map(({ path, host }) => [path, upload(on.backend, host)]))
  try {
    const durationMs = await timePerCall(on, () => void enqueue(on, suite.kernel, args, buffers))
    const rate = timed.work / durationMs / 1e6
    return { name: `${timed.name} (${on.source})`, durationMs, rate, unit: timed.unit }
  } finally {
    for (const buffer of buffers.values()) on.backend.free(buffer)
  }
}

/** Times of a kernel's typical sizes. They assert nothing. */
export function perfCases(suite: KernelSuite): readonly Case[] {
  return suite.timed.map((timed) => ({
    name: timed.name,
    kernel: suite.kernel,
    mode: 'perf',
    subjects: () => [],
    run: async (on) => [await measure(on, suite, timed)],
  }))
}
