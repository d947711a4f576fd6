import type { Bound, ToleranceData } from '../format.js'

/** How far element `index` may be from the reference; null for any distance. */
export type BoundOf = (index: number) => Bound | null

/** The relative part of the bounds of those families that have bounds by channel; for where only those are given. */
const CHANNEL_RTOL = 1e-5

const EXACT: Bound = { rtol: 0, atol: 0 }

/** Whether an output's numbers are rounded, so that a bound is needed; integers and booleans match exactly. */
function isRounded(dtype: string): boolean {
  return /^b?float/.test(dtype)
}

/**
 * The bounds of one output at the precision of float32. The output's own tolerance wins over that of the case, bounds by
 * channel over that of the whole tensor.
 *
 * @returns null when the output is rounded and no bound was given for float32
 */
export function boundsOf(
  { dtype, shape, tolerance }: { dtype: string; shape: readonly number[]; tolerance?: ToleranceData | null },
  ofCase: ToleranceData | undefined,
): BoundOf | null {
  if (!isRounded(dtype)) return () => EXACT
  const { float32, perChannel } = tolerance ?? ofCase ?? {}
  if (float32 === undefined) return null
  if (perChannel === undefined) return () => float32
  const { axis, float32: byChannel } = perChannel
  const inner = shape.slice(axis + 1).reduce((size, extent) => size * extent, 1)
  const rtol = float32?.rtol ?? CHANNEL_RTOL
  return (index) => {
    const atol = byChannel[Math.floor(index / inner) % shape[axis]]
    return atol === null ? null : { rtol, atol }
  }
}

const SMALLEST_NORMAL = 2 ** -126

/** How many of the numbers are subnormal. */
export function countSubnormals(numbers: Float64Array): number {
  return numbers.reduce((count, value) => count + (value !== 0 && Math.abs(value) < SMALLEST_NORMAL ? 1 : 0), 0)
}

/**
 * The bounds on a device that flushes subnormal numbers to zero: the output may be flushed, and each of the `flushed`
 * inputs that go into it.
 */
export function allowFlushing(boundOf: BoundOf, flushed: number): BoundOf {
  return (index) => {
    const bound = boundOf(index)
    return bound && { rtol: bound.rtol, atol: bound.atol + Math.max(1, flushed) * SMALLEST_NORMAL }
  }
}
