import type { Numbers } from './compare.js'

const DECIMALS = 4
const UNIT = 10 ** -DECIMALS

/**
 * Whether results differ from a reference only by what the reference itself left out: some were typed in with four
 * decimals, the last of them rounded or cut, which is less than float32 tolerance asks for. Fewer decimals may be exact
 * values, and do not count.
 */
export function withinRoundingOf(reference: Numbers, got: Numbers): boolean {
  const values = Array.from(reference.data)
  if (got.data.length !== values.length || !values.some((value) => decimals(value) === DECIMALS)) return false
  return values.every((value, i) => decimals(value) <= DECIMALS && Math.abs(got.data[i] - value) <= UNIT)
}

/** Decimals that a float32 was written with; 8 for all that need more than seven. */
function decimals(value: number): number {
  for (let d = 0; d < 8; d++) if (Math.fround(Number(value.toFixed(d))) === Math.fround(value)) return d
  return 8
}
