/**
 * Pseudorandom numbers from 32-bit integer arithmetic (the sfc32 generator), so that every
 * platform draws the same bits. Not for cryptography.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /**
   * @param key Non-negative safe integers that name the stream. Streams of different keys of the
   *   same length are independent for every practical purpose.
   */
  constructor(...key: readonly number[]) {
    let state = 0x9e3779b9
    for (const part of key) {
      state = mix(state ^ (part >>> 0))
      state = mix(state + Math.floor(part / 2 ** 32))
    }
    this.#a = mix(state + 1)
    this.#b = mix(state + 2)
    this.#c = mix(state + 3)
    // The state needs a dozen steps until each word depends on all of the key.
    for (let step = 0; step < 12; step++) this.nextUint32()
  }

  /** An integer in `0..2^32 - 1`. */
  nextUint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** A real number in `[low, high)`, on a grid of 2^-32 of the range. */
  uniform(low: number, high: number): number {
    return low + (high - low) * (this.nextUint32() / 2 ** 32)
  }

  /** An integer in `0..limit - 1`. */
  integer(limit: number): number {
    return Math.floor((this.nextUint32() / 2 ** 32) * limit)
  }

  /**
   * Bell-shaped about 0 with standard deviation `deviation`, never beyond 3 deviations: the sum of
   * three uniform numbers, because `Math.log` and `Math.cos` may differ between platforms.
   */
  bell(deviation: number): number {
    return deviation * (this.uniform(-1, 1) + this.uniform(-1, 1) + this.uniform(-1, 1))
  }

  /** Shuffles in place (Fisher–Yates) and returns its argument. */
  shuffle<Values extends { [index: number]: number; readonly length: number }>(values: Values): Values {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.integer(last + 1)
      const held = values[last]
      values[last] = values[other]
      values[other] = held
    }
    return values
  }
}

/** Finalizer of MurmurHash3: each bit of the input reaches each bit of the result. */
function mix(word: number): number {
  let mixed = word | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
