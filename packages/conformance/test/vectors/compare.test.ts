import { describe, expect, test } from 'vitest'
import { boundsOf, type BoundOf } from '../../src/vectors/check/bounds.js'
import { compare, describeMismatch, type Mismatch } from '../../src/vectors/check/compare.js'

const within =
  (rtol: number, atol: number): BoundOf =>
  () => ({ rtol, atol })

function compared(got: number[], want: number[], bounds: BoundOf = within(0, 0.5)): Mismatch | null {
  return compare('y', { shape: [got.length], data: got }, { shape: [want.length], data: want }, bounds)
}

describe('compare', () => {
  test('passes a distance of exactly atol + rtol·|want| and fails the next', () => {
    expect(compared([10.5 + 1], [10], within(0.1, 0.5))).toBeNull()
    expect(compared([11.5 + 1e-9], [10], within(0.1, 0.5))).toMatchObject({ index: 0, bound: 1.5 })
  })

  test('matches NaN with NaN alone', () => {
    expect(compared([NaN], [NaN])).toBeNull()
    expect(compared([1], [NaN])).not.toBeNull()
    expect(compared([NaN], [1], within(1e9, 1e9))).not.toBeNull()
    expect(compared([Infinity], [NaN])).not.toBeNull()
  })

  test('matches an infinity with the same infinity alone', () => {
    expect(compared([Infinity, -Infinity], [Infinity, -Infinity])).toBeNull()
    expect(compared([-Infinity], [Infinity], within(1, 1))).not.toBeNull()
    expect(compared([3.4e38], [Infinity], within(1, 1))).not.toBeNull()
    expect(compared([Infinity], [3.4e38], within(1, 1))).not.toBeNull()
  })

  test('takes −0 for 0', () => {
    expect(compared([-0], [0], within(0, 0))).toBeNull()
  })

  test('names the element that exceeds its bound most, not the one that is farthest off', () => {
    const bounds: BoundOf = (index) => ({ rtol: 0, atol: index === 0 ? 10 : 0.1 })
    expect(compared([15, 1], [0, 0], bounds)).toEqual({
      output: 'y',
      index: 1,
      got: 1,
      want: 0,
      bound: 0.1,
      count: 2,
      of: 2,
    })
  })

  test('a NaN is worse than any distance', () => {
    expect(compared([1e30, NaN, 1e30], [0, 0, 0])).toMatchObject({ index: 1, count: 3 })
  })

  test('refuses another shape of as many elements', () => {
    const mismatch = compare('y', { shape: [2, 1], data: [1, 2] }, { shape: [2], data: [1, 2] }, within(0, 0))
    expect(describeMismatch(mismatch!)).toBe('y: shape [2, 1], expected [2]')
  })

  test('lets an element without a bound hold anything', () => {
    const bounds: BoundOf = (index) => (index === 0 ? null : { rtol: 0, atol: 0 })
    expect(compared([NaN, 1], [5, 1], bounds)).toBeNull()
    expect(compared([NaN, 2], [5, 1], bounds)).toMatchObject({ index: 1, count: 1 })
  })
})

describe('bounds', () => {
  const output = { dtype: 'float64', shape: [2, 3, 2] }
  const ofCase = { float32: { rtol: 1e-4, atol: 1e-6 } }
  const own = { float32: { rtol: 1e-5, atol: 0.25 } }

  test('of an output win over those of its case', () => {
    expect(boundsOf(output, ofCase)!(0)).toEqual(ofCase.float32)
    expect(boundsOf({ ...output, tolerance: own }, ofCase)!(0)).toEqual(own.float32)
    expect(boundsOf({ ...output, tolerance: null }, ofCase)!(0)).toEqual(ofCase.float32)
  })

  test('by channel take the place of atol along their axis', () => {
    const perChannel = { axis: 1, float32: [1, 2, 3] }
    const bounds = boundsOf({ ...output, tolerance: { ...own, perChannel } }, undefined)!
    expect(Array.from({ length: 12 }, (_, i) => bounds(i)!.atol)).toEqual([1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3])
    expect(bounds(0)!.rtol).toBe(1e-5)
  })

  test('by channel hold the channels that have one, where others overflow', () => {
    const perChannel = { axis: 0, float32: [null, 2] }
    const bounds = boundsOf({ ...output, tolerance: { float32: null, perChannel } }, undefined)!
    expect(bounds(5)).toBeNull()
    expect(bounds(6)).toEqual({ rtol: 1e-5, atol: 2 })
  })

  test('of null hold nothing, of nothing are an omission', () => {
    expect(boundsOf({ ...output, tolerance: { float32: null } }, undefined)!(0)).toBeNull()
    expect(boundsOf({ ...output, tolerance: {} }, ofCase)).toBeNull()
    expect(boundsOf(output, undefined)).toBeNull()
  })

  test('of integers and booleans are exact, whatever stands there', () => {
    for (const dtype of ['int32', 'int64', 'uint8', 'bool']) {
      expect(boundsOf({ ...output, dtype, tolerance: own }, ofCase)!(0)).toEqual({ rtol: 0, atol: 0 })
    }
  })
})
