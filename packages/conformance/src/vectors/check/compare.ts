import type { BoundOf } from './bounds.js'

/** The worst element of an output that is out of bounds, and how many are. */
export interface Mismatch {
  readonly output: string
  /** Row-major position; −1 when the shape itself is wrong. */
  readonly index: number
  readonly got: number
  readonly want: number
  /** Largest distance that would have passed. */
  readonly bound: number
  /** Elements out of bounds, of how many. */
  readonly count: number
  readonly of: number
  /** Set when the shape is wrong. */
  readonly shapes?: { readonly got: readonly number[]; readonly want: readonly number[] }
}

/** Numbers with a shape. */
export interface Numbers {
  readonly shape: readonly number[]
  readonly data: ArrayLike<number>
}

/**
 * Compares an output with the reference: |got − want| ≤ atol + rtol·|want| for each element. NaN matches NaN alone, an
 * infinity the same infinity alone. An element without a bound may hold anything.
 *
 * @returns null when everything is within bounds
 */
export function compare(output: string, got: Numbers, want: Numbers, boundOf: BoundOf): Mismatch | null {
  const of = want.data.length
  if (got.shape.join() !== want.shape.join() || got.data.length !== of) {
    const shapes = { got: got.shape, want: want.shape }
    return { output, index: -1, got: NaN, want: NaN, bound: 0, count: of, of, shapes }
  }
  let count = 0
  let worst: Omit<Mismatch, 'count'> | null = null
  let worstExcess = 0
  for (let index = 0; index < of; index++) {
    const bound = boundOf(index)
    if (bound === null) continue
    const allowed = bound.atol + bound.rtol * Math.abs(want.data[index])
    const excess = excessOf(got.data[index], want.data[index], allowed)
    if (excess <= 1) continue
    count += 1
    if (excess <= worstExcess) continue
    worstExcess = excess
    worst = { output, index, got: got.data[index], want: want.data[index], bound: allowed, of }
  }
  return worst === null ? null : { ...worst, count }
}

/** Distance in units of what is allowed: up to 1 passes. */
function excessOf(got: number, want: number, allowed: number): number {
  if (Object.is(got, want) || got === want) return 0
  if (!Number.isFinite(got) || !Number.isFinite(want)) return Infinity
  return Math.abs(got - want) / allowed
}

/** One line about a mismatch. */
export function describeMismatch({ output, index, got, want, bound, count, of, shapes }: Mismatch): string {
  if (shapes !== undefined) return `${output}: shape [${shapes.got.join(', ')}], expected [${shapes.want.join(', ')}]`
  return `${output}[${index}]: got ${got}, want ${want} ± ${bound.toPrecision(3)} (${count} of ${of} out of bounds)`
}
