import { describe, expect, test } from 'vitest'
import { philox4x32 } from '../../src/random/index.js'

// The known-answer file of Random123 (Salmon et al. 2011), lines `philox4x32 10`.
const KNOWN_ANSWERS = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
]

/** The same cipher with 64-bit integers, straight from the paper. */
function philoxOfThePaper(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt)
  let [k0, k1] = key.map(BigInt)
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0
    const product1 = 0xcd9e8d57n * c2
    const low = (x: bigint) => x & 0xffffffffn
    ;[c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, low(product1), (product0 >> 32n) ^ c3 ^ k1, low(product0)]
    k0 = low(k0 + 0x9e3779b9n)
    k1 = low(k1 + 0xbb67ae85n)
  }
  return [c0, c1, c2, c3].map(Number)
}

describe('Philox-4x32-10', () => {
  test.each(KNOWN_ANSWERS)('known answer of counter $counter', ({ counter, key, words }) => {
    expect([...philox4x32(counter, key, new Uint32Array(4))]).toEqual(words)
  })

  test('agrees with 64-bit integer arithmetic on words that carry', () => {
    for (let i = 1; i < 200; i++) {
      const word = (n: number) => Math.imul(i * n, 0x9e3779b9) >>> 0
      const counter = [word(1), word(2), 0xffffffff - i, word(3)]
      const key = [word(5), i % 2 === 0 ? 0xffffffff : word(7)]
      expect([...philox4x32(counter, key, new Uint32Array(4))]).toEqual(philoxOfThePaper(counter, key))
    }
  })

  test('writes into the words it is given', () => {
    const words = new Uint32Array(4)
    expect(philox4x32([0, 0, 0, 0], [0, 0], words)).toBe(words)
  })
})
