import type { Outputs } from '../workloads/workload.js'

/** How far an output lies from what was expected. */
export interface Difference {
  readonly output: string
  /** What it was compared with: a contender, a reference, or another output. */
  readonly from: string
  /** See {@link largestDifference}. */
  readonly difference: number
  readonly tolerance: number
}

/** What outputs are compared with. */
export interface Expectation {
  readonly outputs: Outputs
  /** Where they come from. */
  readonly from: string
  /** By the name of an output, another output of the same contender that it is compared with instead. */
  readonly alike?: Readonly<Record<string, string>>
}

/** The differences of all outputs that have a tolerance; one that is missing is infinitely far off. */
export function compareOutputs(
  found: Outputs,
  { outputs, from, alike = {} }: Expectation,
  tolerances: Readonly<Record<string, number>>,
): Difference[] {
  return Object.entries(tolerances).map(([output, tolerance]) => {
    const model = alike[output]
    const expected = model === undefined ? outputs[output] : found[model]
    const missing = found[output] === undefined || expected === undefined
    const difference = missing ? Infinity : largestDifference(found[output], expected)
    return { output, from: model ?? from, tolerance, difference }
  })
}

/** Whether a difference is within its tolerance. */
export function agrees({ difference, tolerance }: Difference): boolean {
  return difference <= tolerance
}

export function showDifference(difference: number): string {
  return difference === 0 ? '0' : difference.toExponential(1)
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
