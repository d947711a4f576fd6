/** A stated difference from the contract, printed by the conformance suite and by `device.explain()`. */
export interface Deviation {
  /** Kernel or law that differs, for example `map:log` or `law 9`. */
  readonly subject: string
  /** What a user has to expect, in a sentence with numbers. */
  readonly meaning: string
}

/** What differs between backends that all keep the contract. Constants of an opened backend. */
export interface Traits {
  /** Precision in which sums are accumulated. */
  readonly accumulation: 'float32' | 'float64'
  /** Longest buffer, in elements. */
  readonly maxLength: number
  /** Largest n such that all integers up to n survive in an int32 buffer (2³¹ − 1, or 2²⁴ where they travel as floats). */
  readonly largestInteger: number
  /** Whether `readSync` exists. */
  readonly readSync: boolean
  /** Whether NaN and infinities propagate as law 9 says. */
  readonly propagatesNonFinite: boolean
  /** Whether compensated sums survive the compiler: (a + b) − a is not folded to b. */
  readonly compensatedSums: boolean
  /** Whether subnormal numbers are kept (false: flushed to zero). */
  readonly subnormals: boolean
  /** Number of threads that kernels use; 1 where there is no such notion. */
  readonly threads: number
  /** `copy` is fast when offsets and length are multiples of this many elements. */
  readonly copyGrain: number
  /** Named differences; empty for a backend that keeps everything. */
  readonly deviations: readonly Deviation[]
}
