import { describe, expect, test } from 'vitest'
import { fillNormal, fillUniform, philox4x32 } from '../../src/random/index.js'
import type { RandomSequence } from '../../src/random/index.js'

const SEQUENCE: RandomSequence = { seed: 42, stream: 7, offset: 3 }

function uniform(length: number, sequence = SEQUENCE): number[] {
  const out = new Float32Array(length)
  fillUniform(out, sequence)
  return [...out]
}

function normal(length: number, sequence = SEQUENCE): number[] {
  const out = new Float32Array(length)
  fillNormal(out, sequence)
  return [...out]
}

function word(i: number): number {
  const counter = [Math.floor(i / 4), SEQUENCE.offset, SEQUENCE.stream, 0]
  return philox4x32(counter, [SEQUENCE.seed, 0], new Uint32Array(4))[i % 4]
}

describe('fillUniform', () => {
  test('element i is the upper 24 bits of word i mod 4 of block ⌊i / 4⌋', () => {
    expect(uniform(11)).toEqual(Array.from({ length: 11 }, (_, i) => (word(i) >>> 8) / 2 ** 24))
  })

  test('lies in [0, 1) with mean 1/2 and variance 1/12', () => {
    const values = uniform(40_000)
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values.slice(0, 10_000))).toBeLessThan(1)
    // Five standard errors: 5 / √(12 n) and 5 · √(1/180 / n).
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(0.0073)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.0019)
  })
})

describe('fillNormal', () => {
  test('is Box and Muller of the words in pairs', () => {
    const values = normal(6)
    for (const i of [0, 2, 4]) {
      const radius = Math.sqrt(-2 * Math.log(((word(i) >>> 8) + 1) / 2 ** 24))
      const angle = (2 * Math.PI * (word(i + 1) >>> 8)) / 2 ** 24
      expect(values[i]).toBe(Math.fround(radius * Math.cos(angle)))
      expect(values[i + 1]).toBe(Math.fround(radius * Math.sin(angle)))
    }
  })

  test('has mean 0, variance 1 and kurtosis 3', () => {
    const values = normal(40_000)
    const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length
    // Five standard errors of each: 1/√n, √(2/n), √(96/n).
    expect(Math.abs(moment(1))).toBeLessThan(0.025)
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.036)
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.25)
  })
})

describe.each([
  ['uniform', uniform],
  ['normal', normal],
])('a %s sequence', (_, draw) => {
  test.each([0, 1, 2, 3, 5, 6, 7])('of length %i is the beginning of a longer one', (length) => {
    expect(draw(length)).toEqual(draw(20).slice(0, length))
  })

  test('depends on seed, stream and offset', () => {
    const first = draw(4)
    for (const change of [{ seed: 43 }, { stream: 8 }, { offset: 4 }]) {
      expect(draw(4, { ...SEQUENCE, ...change })).not.toEqual(first)
    }
  })

  test('takes seed, stream and offset modulo 2³²', () => {
    const beyond = {
      seed: SEQUENCE.seed + 2 ** 32,
      stream: SEQUENCE.stream - 2 ** 32,
      offset: SEQUENCE.offset,
    }
    expect(draw(8, beyond)).toEqual(draw(8))
  })
})
