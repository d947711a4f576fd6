/** A seeded source of test data: the same seed gives the same draws everywhere. */
export interface Seeded {
  /** An integer in [low, high]. */
  integer(low: number, high: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
  /** true or false. */
  coin(): boolean
  /** A number in [low, high). */
  between(low: number, high: number): number
  /** float32 numbers in [low, high). */
  uniform(length: number, low: number, high: number): Float32Array
  /** float32 numbers from a normal distribution. */
  normal(length: number, mean?: number, deviation?: number): Float32Array
  /** Integers in [low, high]. */
  integers(length: number, low: number, high: number): Int32Array
  /** A size that is likely to be awkward: 0, 1, a prime, a power of two or a neighbour of one; at most `limit`. */
  size(limit: number): number
  /** As `size`, at least 1. */
  positiveSize(limit: number): number
}

const AWKWARD = [
  0, 1, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 31, 32, 33, 61, 64, 65, 97, 127, 128, 131, 251, 256, 257, 509, 1021,
  1024, 1031, 4099, 16_381, 65_537, 100_003,
]

/** Tommy Ettinger's mulberry32: short, and more than good enough for test data. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A source of test data from a seed, an integer of 32 bits. */
export function seeded(seed: number): Seeded {
  const next = mulberry32(seed)
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const between = (low: number, high: number): number => low + (high - low) * next()
  const pick = <T>(items: readonly T[]): T => items[integer(0, items.length - 1)]
  const size = (limit: number): number => pick(AWKWARD.filter((length) => length <= limit))
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    integer,
    pick,
    between,
    size,
    coin: () => next() < 0.5,
    positiveSize: (limit) => Math.max(1, size(limit)),
    uniform: (length, low, high) => Float32Array.from({ length }, () => between(low, high)),
    normal: (length, mean = 0, deviation = 1) => Float32Array.from({ length }, () => mean + deviation * normal()),
    integers: (length, low, high) => Int32Array.from({ length }, () => integer(low, high)),
  }
}
