import { philox4x32 } from './philox.js'

/**
 * Names a sequence of random numbers; the same names give the same numbers on every device. Each is taken as
 * an unsigned 32-bit integer.
 */
export interface RandomSequence {
  readonly seed: number
  /** Tells the users of one seed apart: layers, initializers, shuffling. */
  readonly stream: number
  /** Tells the draws of one stream apart: 0, 1, 2, … for successive steps. */
  readonly offset: number
}

const UNIT = 2 ** -24

/**
 * Fills `out` with uniform numbers in [0, 1), multiples of 2⁻²⁴: element i is (word >>> 8) · 2⁻²⁴ of word i
 * mod 4 of the Philox block with counter (⌊i / 4⌋, offset, stream, 0) and key (seed, 0).
 */
export function fillUniform(out: Float32Array, sequence: RandomSequence): void {
  forEachBlock(out.length, sequence, (words, first, count) => {
    for (let j = 0; j < count; j++) out[first + j] = (words[j] >>> 8) * UNIT
  })
}

/**
 * Fills `out` with standard normal numbers, from the words that {@link fillUniform} would use, in pairs, by
 * Box and Muller (1958): r = √(−2·log(((word₀ >>> 8) + 1) · 2⁻²⁴)), θ = 2π · (word₁ >>> 8) · 2⁻²⁴; the pair
 * is r·cos θ, r·sin θ, computed in double precision.
 */
export function fillNormal(out: Float32Array, sequence: RandomSequence): void {
  forEachBlock(out.length, sequence, (words, first, count) => {
    for (let j = 0; j < count; j += 2) {
      const radius = Math.sqrt(-2 * Math.log(((words[j] >>> 8) + 1) * UNIT))
      const angle = 2 * Math.PI * (words[j + 1] >>> 8) * UNIT
      out[first + j] = radius * Math.cos(angle)
      if (j + 1 < count) out[first + j + 1] = radius * Math.sin(angle)
    }
  })
}

/** Calls `use` for each block of up to four elements with its words, which are overwritten by the next. */
function forEachBlock(
  length: number,
  { seed, stream, offset }: RandomSequence,
  use: (words: Uint32Array, first: number, count: number) => void,
): void {
  const counter = Uint32Array.of(0, offset, stream, 0)
  const key = Uint32Array.of(seed, 0)
  const words = new Uint32Array(4)
  for (let first = 0; first < length; first += 4) {
    counter[0] = first / 4
    use(philox4x32(counter, key, words), first, Math.min(4, length - first))
  }
}
