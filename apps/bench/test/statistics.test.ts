import { OptionError } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { summarize } from '../src/measure/statistics.js'

describe('summarize', () => {
  test('gives the quartiles that NumPy gives: percentile([1, 2, 3, 4], [25, 50, 75]) = 1.75, 2.5, 3.25', () => {
    expect(summarize([4, 1, 3, 2])).toEqual({ lowerQuartile: 1.75, median: 2.5, upperQuartile: 3.25 })
  })

  test('of an odd number of values the median is the middle one', () => {
    expect(summarize([30, 10, 20]).median).toBe(20)
  })

  test('compares numbers, not texts', () => {
    expect(summarize([9, 10, 100]).median).toBe(10)
  })

  test('one outlier moves neither median nor quartiles of seven', () => {
    expect(summarize([1, 2, 3, 4, 5, 6, 7000])).toEqual({ lowerQuartile: 2.5, median: 4, upperQuartile: 5.5 })
  })

  test('one value is all three', () => {
    expect(summarize([5])).toEqual({ lowerQuartile: 5, median: 5, upperQuartile: 5 })
  })

  test('leaves its argument as it was', () => {
    const values = [3, 1, 2]
    summarize(values)
    expect(values).toEqual([3, 1, 2])
  })

  test('refuses nothing at all', () => {
    expect(() => summarize([])).toThrow(OptionError)
  })
})
