import type { KernelName, Provider, Traits } from '@evenkeel/core/backend'
import type { Implementation } from './call/perform.js'

/**
 * What a case is for. `check`: fixed arguments against the oracle; `fuzz`: seeded arguments of awkward sizes;
 * `laws`: what holds beside the formulas; `leak`: memory comes back; `perf`: times, asserting nothing; `support`:
 * traits and the table of kernels make sense; `gradient`: derivatives of core's operations on this backend.
 */
export type Mode = 'check' | 'fuzz' | 'laws' | 'leak' | 'perf' | 'support' | 'gradient'

/** What a `perf` case measured. */
export interface Measurement {
  readonly name: string
  /** Time of one call. */
  readonly durationMs: number
  /** Rate, in 10⁹ of `unit`. */
  readonly rate: number
  readonly unit: 'GFLOP/s' | 'GB/s'
}

/** One test, as data. */
export interface Case {
  readonly name: string
  /** The kernel under test, or null for what concerns the backend as a whole. */
  readonly kernel: KernelName | null
  readonly mode: Mode
  /**
   * What a deviation in the backend's traits has to name to excuse this case: `map:log`, `law 9`.
   * A function, because the operation of a fuzz case is drawn from its seed.
   */
  readonly subjects: () => readonly string[]
  /** Why this case says nothing about a backend with such traits, or null when it applies. */
  readonly inapplicable?: (traits: Traits) => string | null
  /** Resolves when the backend conforms. Throws a NonConformance when it does not. */
  readonly run: (implementation: Implementation, provider: Provider<unknown>) => Promise<readonly Measurement[] | void>
}

/** The case's name with its kernel, as runners print it. */
export function titleOf({ kernel, name }: Case): string {
  return kernel === null ? name : `${kernel}: ${name}`
}
