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
  const from = 'somebody'

  test('compares what has a tolerance', () => {
    const found = { y: floats(1.5), other: floats(7) }
    expect(compareOutputs(found, { outputs: { y: floats(1) }, from }, { y: 0.1 })).toEqual([
      { output: 'y', from, difference: 0.5, tolerance: 0.1 },
    ])
  })

  test('compares an output with another one of the same contender where they have to be alike', () => {
    const found = { plain: floats(2), folded: floats(3) }
    const expectation = { outputs: { plain: floats(2), folded: floats(2) }, from, alike: { folded: 'plain' } }
    const differences = compareOutputs(found, expectation, { plain: 0, folded: 1 })
    expect(differences.map(({ from, difference }) => [from, difference])).toEqual([
      [from, 0],
      ['plain', 0.5],
    ])
  })

  test('an output that is missing on either side does not agree', () => {
    const missing = compareOutputs({}, { outputs: { y: floats() }, from }, { y: 1 })
    const unexpected = compareOutputs({ y: floats() }, { outputs: {}, from }, { y: 1 })
    expect([...missing, ...unexpected].map(agrees)).toEqual([false, false])
  })
})
