import { expect, test } from 'vitest'
import { rowsOf } from '../src/report/rows.js'
import { result } from './support/results.js'

test('one row for each contender that was timed', () => {
  expect(rowsOf(result).map(({ contender }) => contender)).toEqual(['evenkeel-cpu', 'peer'])
})

test('the ratio is the speed of evenkeel over that of the contender, by medians', () => {
  expect(rowsOf(result).map(({ ratios }) => ratios)).toEqual([{ 'evenkeel-cpu': 1 }, { 'evenkeel-cpu': 4 }])
})

test('the rate is work by the second at the median: 50 images in 100 ms are 500 a second', () => {
  expect(rowsOf(result).map(({ rate }) => rate)).toEqual([500, 125])
})

test('without an amount of work there is no rate', () => {
  const uncounted = { ...result, measures: [{ name: 'training', work: null }] }
  expect(rowsOf(uncounted).map(({ rate }) => rate)).toEqual([null, null])
})

test('without evenkeel there are times and no ratios', () => {
  const peers = { ...result, contenders: result.contenders.filter(({ side }) => side === 'peer') }
  expect(rowsOf(peers).map(({ ratios }) => ratios)).toEqual([{}])
})
