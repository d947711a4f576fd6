import { describe, expect, test } from 'vitest'
import { blank } from '../../src/call/host.js'
import { philox } from '../../src/oracle/philox.js'
import { ORACLES } from '../../src/oracle/index.js'

/** kat_vectors of Random123, philox4x32 10: counter, key, words. */
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
] as const

describe('random numbers of the oracle', () => {
  test.each(KNOWN_ANSWERS)('Philox with key $key', ({ counter, key, words }) => {
    expect(philox(counter, key)).toEqual(words)
  })

  test('normal numbers have mean 0, variance 1 and are not correlated in pairs', () => {
    const out = blank(40_000)
    const { values } = ORACLES.random({ out, distribution: 'normal', seed: 5, stream: 1, offset: 0 })['out']
    const mean = (term: (i: number) => number): number => {
      let sum = 0
      for (let i = 0; i < out.length; i++) sum += term(i)
      return sum / out.length
    }
    expect(Math.abs(mean((i) => values[i]))).toBeLessThan(0.02)
    expect(Math.abs(mean((i) => values[i] ** 2) - 1)).toBeLessThan(0.03)
    expect(Math.abs(mean((i) => values[i] * values[i ^ 1]))).toBeLessThan(0.03)
  })

  test('dropout keeps 1 − rate of the elements and the expectation of all', () => {
    const x = new Float32Array(40_000).fill(1)
    const { mask } = ORACLES.dropout({ x, y: x, mask: x, rate: 0.3, seed: 5, stream: 1, offset: 0 })
    const kept = Array.from(mask.values).filter((value) => value > 0)
    expect(kept.length / x.length).toBeCloseTo(0.7, 1)
    expect(kept[0]).toBeCloseTo(1 / 0.7, 14)
  })
})
