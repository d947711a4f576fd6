import { describe, expect, test } from 'vitest'
import { allowFlushing, boundsOf, countSubnormals } from '../../src/vectors/check/bounds.js'

const LEAST_NORMAL = 1.1754943508222875e-38

describe('bounds on a device that flushes subnormal numbers', () => {
  test('counts the numbers between 0 and the least normal one', () => {
    expect(countSubnormals(Float64Array.of(0, -0, 1e-45, -1e-39, LEAST_NORMAL, -1, Number.NaN, Infinity))).toBe(2)
  })

  test('widen by one such number for the output, or one for each that goes in', () => {
    const bounds = boundsOf({ dtype: 'float32', shape: [1] }, { float32: { rtol: 1e-5, atol: 0 } })!
    expect(allowFlushing(bounds, 0)(0)).toEqual({ rtol: 1e-5, atol: LEAST_NORMAL })
    expect(allowFlushing(bounds, 3)(0)).toEqual({ rtol: 1e-5, atol: 3 * LEAST_NORMAL })
  })

  test('stay open where any distance is allowed', () => {
    expect(allowFlushing(() => null, 1)(0)).toBe(null)
  })
})
