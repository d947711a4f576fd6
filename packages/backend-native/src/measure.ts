import { loadAddon } from './load-addon.js'

/** What one thread of this machine can do at most: what products and normalizations are measured against. */
export interface ProcessorLimits {
  /** Billions of multiplications and additions a second, in registers alone, with the best instruction set. */
  readonly gigaflops: number
  /** Billions of bytes a second, read and written together, for copies of each size asked for. */
  readonly copyGigabytes: readonly number[]
}

/**
 * Measures them, in some milliseconds for each.
 *
 * @param copyBytes sizes of the copies, in bytes
 * @throws DeviceUnavailableError without a binary that runs here
 */
export function measureProcessor(copyBytes: readonly number[]): ProcessorLimits {
  const addon = loadAddon()
  return {
    gigaflops: addon.measureArithmetic(addon.instructionSets[0]),
    copyGigabytes: copyBytes.map((bytes) => addon.measureCopy(bytes)),
  }
}
