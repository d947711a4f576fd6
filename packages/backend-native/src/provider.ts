import { availableParallelism } from 'node:os'
import { DeviceUnavailableError, OptionError, type Backend, type Probe, type Provider } from '@evenkeel/core/backend'
import type { Addon } from './addon.js'
import { NativeBackend } from './backend.js'
import { Calls } from './calls.js'
import { loadAddon } from './load-addon.js'

/** How the native backend is opened. */
export interface NativeOptions {
  /**
   * Threads that kernels share, the caller's among them: 1 to 256. Small kernels stay on the caller's. Results do not
   * depend on the number. Default: the processors that this process may use.
   */
  readonly threads?: number
  /** `avx512`, `avx2` or `sse2` on x64, `neon` on Arm. Default: the best one that the processor has. */
  readonly instructionSet?: string
  /**
   * Whether the optional, fused kernels are there (default true). Without them core composes each from required
   * kernels: slower, with the same results up to rounding.
   */
  readonly fused?: boolean
}

const MOST_THREADS = 256

/**
 * The backend in C++: vector instructions and threads of the CPU, through Node-API. For Node; browsers have other
 * backends. Several may be open at once, in worker threads too; each has its own memory and threads.
 */
export const native: Provider<NativeOptions> = {
  name: 'native',
  contract: 1,
  probe: async () => probe(),
  open: async (options) => open(options),
}

function probe(): Probe {
  try {
    const addon = loadAddon()
    const { instructionSets } = addon
    const threads = availableParallelism()
    return {
      usable: true,
      description: describe(instructionSets[0], threads),
      details: {
        'instruction sets': instructionSets.join(', '),
        threads: String(threads),
        'arithmetic, one thread': `${addon.measureArithmetic(instructionSets[0]).toFixed(0)} GFLOP/s`,
        'copying 4 MiB, one thread': `${addon.measureCopy(4 * 2 ** 20).toFixed(0)} GB/s`,
      },
    }
  } catch (error) {
    if (error instanceof DeviceUnavailableError) return { usable: false, reason: error.what, remedy: error.remedy }
    throw error
  }
}

/** @throws DeviceUnavailableError without a binary that runs here; OptionError */
function open(options: NativeOptions = {}): Backend {
  const addon = loadAddon()
  const { threads = availableParallelism(), fused = true } = options
  const instructionSet = options.instructionSet ?? addon.instructionSets[0]
  requireOptions(addon, threads, instructionSet)
  const calls = new Calls(addon, instructionSet, threads)
  return new NativeBackend(calls, { description: describe(instructionSet, threads), threads, fused })
}

function requireOptions({ instructionSets }: Addon, threads: number, instructionSet: string): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new OptionError({
      what: `native: threads is ${threads}.`,
      remedy: `Give an integer from 1 to ${MOST_THREADS}; this machine has ${availableParallelism()} processors.`,
    })
  }
  if (!instructionSets.includes(instructionSet)) {
    throw new OptionError({
      what: `native: instructionSet is '${instructionSet}', which this processor does not have or the addon does not know.`,
      remedy: `Choose ${instructionSets.join(', ')}.`,
    })
  }
}

function describe(instructionSet: string, threads: number): string {
  return `C++ (${instructionSet}, ${threads} ${threads === 1 ? 'thread' : 'threads'})`
}
