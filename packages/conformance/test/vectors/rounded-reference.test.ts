import { expect, test } from 'vitest'
import { withinRoundingOf } from '../../src/vectors/check/rounded-reference.js'

const numbers = (...data: number[]): { shape: number[]; data: Float32Array } => ({
  shape: [data.length],
  data: Float32Array.from(data),
})

test('a reference of four decimals excuses what it left out, and nothing more', () => {
  expect(withinRoundingOf(numbers(0.1511, 0.284), numbers(0.15105554, 0.28402))).toBe(true)
  expect(withinRoundingOf(numbers(0.1511, 0.284), numbers(0.15088, 0.284))).toBe(false)
  expect(withinRoundingOf(numbers(0.1511, 0.28412345), numbers(0.15105554, 0.28412345))).toBe(false)
})

test('fewer decimals may be exact and excuse nothing', () => {
  expect(withinRoundingOf(numbers(0.5, 2), numbers(0.50001, 2))).toBe(false)
})

test('NaN and other lengths are never excused', () => {
  expect(withinRoundingOf(numbers(0.1511), numbers(NaN))).toBe(false)
  expect(withinRoundingOf(numbers(0.1511), numbers(0.1511, 1))).toBe(false)
})
