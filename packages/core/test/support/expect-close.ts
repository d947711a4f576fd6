import { expect } from 'vitest'

/** |got − want| ≤ atol + rtol·|want| for every element. */
export function expectClose(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { rtol = 1e-5, atol = 1e-6 }: { rtol?: number; atol?: number } = {},
): void {
  expect(got.length).toBe(want.length)
  for (let i = 0; i < want.length; i++) {
    const error = Math.abs(got[i] - want[i])
    if (!(error <= atol + rtol * Math.abs(want[i]))) {
      expect.fail(`element ${i}: got ${got[i]}, want ${want[i]} (error ${error})`)
    }
  }
}
