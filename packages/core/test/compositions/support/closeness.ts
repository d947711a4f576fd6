import { expect } from 'vitest'

export interface Bound {
  readonly rtol: number
  readonly atol: number
}

/** A careful float32 computation of a few operations. */
export const FLOAT32: Bound = { rtol: 2e-6, atol: 1e-6 }

/** |actual − expected| ≤ atol + rtol·|expected|; NaN matches only NaN, an infinity only itself. */
export function expectClose(
  actual: readonly number[],
  expected: readonly number[],
  { rtol, atol }: Bound = FLOAT32,
): void {
  const wrong = expected.flatMap((reference, i) => {
    const value = actual[i]
    const close = Object.is(value, reference) || Math.abs(value - reference) <= atol + rtol * Math.abs(reference)
    return close || value === reference ? [] : [`[${i}] ${value} instead of ${reference}`]
  })
  expect(wrong).toEqual([])
  expect(actual.length).toBe(expected.length)
}
