import type { Logs } from '../totals.js'
import type { Callback } from './callback.js'

/** Options of {@link progress}. */
export interface ProgressOptions {
  /** Receives one line at a time. */
  readonly write: (line: string) => void
  /** Shortest time between two lines within an epoch; null for one line an epoch. Default null. */
  readonly intervalMs?: number | null
}

/** Reports how training goes, as text: `progress({ write: (line) => console.log(line) })`. */
export function progress({ write, intervalMs = null }: ProgressOptions): Callback {
  let reported = 0
  let speed = 0
  return {
    onEpochBegin() {
      reported = performance.now()
    },
    async onBatchEnd({ epoch, epochs, step, steps, samplesPerSecond }, read) {
      speed = samplesPerSecond
      if (intervalMs === null || step === steps || performance.now() - reported < intervalMs) return
      write(`epoch ${epoch + 1}/${epochs}, step ${step}/${steps ?? '?'}: ${show(await read())}`)
      reported = performance.now()
    },
    onEpochEnd(epoch, logs, { epochs }) {
      write(`epoch ${epoch + 1}/${epochs}: ${show(logs)} (${Math.round(speed)} samples/s)`)
    },
  }
}

function show(logs: Logs): string {
  return Object.entries(logs)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(', ')
}
