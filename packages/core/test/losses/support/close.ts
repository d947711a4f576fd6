import { expect } from 'vitest'
import type { Tensor } from '../../../src/index.js'

export interface Bound {
  readonly rtol: number
  readonly atol: number
}

/** A careful float32 computation of a few operations. */
export const FLOAT32: Bound = { rtol: 2e-6, atol: 1e-6 }

/** |actual − expected| ≤ atol + rtol·|expected| for every element. */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { rtol, atol }: Bound = FLOAT32,
): void {
  const wrong = Array.from(expected).flatMap((reference, i) =>
    Math.abs(actual[i] - reference) <= atol + rtol * Math.abs(reference)
      ? []
      : [`[${i}] ${actual[i]} instead of ${reference}`],
  )
  expect(wrong).toEqual([])
  expect(actual.length).toBe(expected.length)
}

/** As {@link expectClose}, of a tensor's elements. */
export async function expectTensor(actual: Tensor, expected: readonly number[], bound?: Bound): Promise<void> {
  expectClose(await actual.read(), expected, bound)
}
