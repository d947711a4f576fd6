import type { Outputs } from '../workloads/workload.js'

/** How far an output lies from what was expected. */
export interface Difference {
  readonly output: string
  /** See {@link largestDifference}. */
  readonly difference: number
  readonly tolerance: number
}

/** The differences of all outputs that have a tolerance; one that is missing is infinitely far off. */
export function compareOutputs(
  found: Outputs,
  expected: Outputs,
  tolerances: Readonly<Record<string, number>>,
): Difference[] {
  return Object.entries(tolerances).map(([output, tolerance]) => {
    const missing = !(output in found && output in expected)
    return { output, tolerance, difference: missing ? Infinity : largestDifference(found[output], expected[output]) }
  })
}

/** Whether a difference is within its tolerance. */
export function agrees({ difference, tolerance }: Difference): boolean {
  return difference <= tolerance
}

/**
 * max |found − expected| over max |expected|; infinite when a value is not finite, when lengths differ, or when zeros
 * were expected and something else was found.
 */
export function largestDifference(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Infinity
  let difference = 0
  let magnitude = 0
  for (let i = 0; i < found.length; i++) {
    if (!Number.isFinite(found[i])) return Infinity
    difference = Math.max(difference, Math.abs(found[i] - expected[i]))
    magnitude = Math.max(magnitude, Math.abs(expected[i]))
  }
  return difference === 0 ? 0 : difference / magnitude
}
