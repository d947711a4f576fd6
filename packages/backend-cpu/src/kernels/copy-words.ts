/** From this length on the built-in copy is faster than a loop, in spite of the view that it needs. */
const LONG_RUN = 64

/** into[to + i] = source[from + i] for i in 0..length−1. Words keep every bit, that of a NaN too. */
export function copyWords(source: Int32Array, from: number, into: Int32Array, to: number, length: number): void {
  if (length >= LONG_RUN) into.set(source.subarray(from, from + length), to)
  else for (let i = 0; i < length; i++) into[to + i] = source[from + i]
}
