import { describe, expect, test } from 'vitest'
import { agrees, compareOutputs, largestDifference } from '../src/measure/agreement.js'

const floats = (...values: number[]): Float32Array => Float32Array.from(values)

describe('largestDifference', () => {
  test('is relative to the largest value expected', () => {
    expect(largestDifference(floats(1, 98), floats(0, 100))).toBe(0.02)
  })

  test('of equal arrays is 0, zeros and nothing included', () => {
    expect(largestDifference(floats(0, 0), floats(0, 0))).toBe(0)
    expect(largestDifference(floats(), floats())).toBe(0)
  })

  test.each([
    ['NaN', floats(NaN, 1), floats(0, 1)],
    ['another length', floats(1), floats(1, 1)],
    ['something where zeros were expected', floats(0.1), floats(0)],
  ])('%s is infinitely far off', (_name, found, expected) => {
    expect(largestDifference(found, expected)).toBe(Infinity)
  })
})

describe('compareOutputs', () => {
  test('compares what has a tolerance', () => {
    const found = { y: floats(1.5), other: floats(7) }
    expect(compareOutputs(found, { y: floats(1) }, { y: 0.1 })).toEqual([
      { output: 'y', difference: 0.5, tolerance: 0.1 },
    ])
  })

  test('an output that is missing on either side does not agree', () => {
    const both = [...compareOutputs({}, { y: floats() }, { y: 1 }), ...compareOutputs({ y: floats() }, {}, { y: 1 })]
    expect(both.map(agrees)).toEqual([false, false])
  })
})
