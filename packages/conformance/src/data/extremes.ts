/** Values that arithmetic treats specially, finite ones first. */
export const EXTREMES: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2 ** -20,
  -(2 ** 20),
  1e37,
  -1e37,
  1e-37,
  Infinity,
  -Infinity,
  NaN,
]

/** A copy of `values` with other values at the given places. */
export function planted(values: Float32Array, places: Readonly<Record<number, number>>): Float32Array {
  const copy = values.slice()
  for (const [place, value] of Object.entries(places)) copy[Number(place)] = value
  return copy
}
