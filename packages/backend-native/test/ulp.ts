import { expect } from 'vitest'

/** Distance of the floats around a number. */
function spacing(value: number): number {
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -126) - 23)
}

/** Floats of every size and sign: each `step`th of all bit patterns, and the ends of the range. */
export function allFloats(step: number): Float32Array {
  const patterns = Uint32Array.from({ length: Math.floor(2 ** 32 / step) }, (_, i) => i * step)
  const ends = [0, -0, 2 ** -149, -(2 ** -149), 2 ** -126, 1, -1, 3.4028234663852886e38, Infinity, -Infinity, NaN]
  return Float32Array.from([...ends, ...new Float32Array(patterns.buffer)])
}

/**
 * Expects every result within `ulps` units in the last place of its float64 reference, and NaN, infinities and zeros
 * to be exactly those.
 */
export function expectWithin(
  ulps: number,
  actual: ArrayLike<number>,
  reference: (i: number) => number,
  argument: (i: number) => string,
): void {
  let worst = 0
  let finding = ''
  for (let i = 0; i < actual.length; i++) {
    const expected = reference(i)
    const rounded = Math.fround(expected)
    const exact = Object.is(actual[i], rounded)
    if (exact && (!Number.isFinite(rounded) || rounded === 0)) continue
    const error = Number.isFinite(rounded) ? Math.abs(actual[i] - expected) / spacing(expected || 2 ** -149) : Infinity
    if (error <= worst) continue
    worst = error
    finding = `of ${argument(i)}: ${actual[i]}, expected ${expected}`
  }
  expect(worst, finding).toBeLessThanOrEqual(ulps)
}
