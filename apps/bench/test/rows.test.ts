import { expect, test } from 'vitest'
import { rowsOf } from '../src/report/rows.js'
import { gainResult, result } from './support/results.js'

test('one row for each contender that was timed', () => {
  expect(rowsOf(result).map(({ contender, rounds }) => [contender, rounds])).toEqual([
    ['evenkeel-cpu', 3],
    ['peer', 3],
  ])
})

test('the ratio is the speed of evenkeel over that of the contender, by medians', () => {
  expect(rowsOf(result).map(({ ratios }) => ratios)).toEqual([{ 'evenkeel-cpu': 1 }, { 'evenkeel-cpu': 4 }])
})

test('every contender of evenkeel has its ratio to everybody else', () => {
  const [first, second] = result.contenders
  const both = { ...result, contenders: [first, { ...second, side: 'evenkeel' as const }] }
  expect(rowsOf(both).map(({ ratios }) => ratios)).toEqual([
    { 'evenkeel-cpu': 1, peer: 0.25 },
    { 'evenkeel-cpu': 4, peer: 1 },
  ])
})

test('the rate is work by the second at the median: 50 images in 100 ms are 500 a second', () => {
  expect(rowsOf(result).map(({ rate }) => rate)).toEqual([
    { amount: 500, unit: 'images' },
    { amount: 125, unit: 'images' },
  ])
})

test('the gain is the time of the measure that one is set against over its own: 40 ms over 10 ms', () => {
  expect(rowsOf(gainResult).map(({ gain }) => gain)).toEqual([null, 4])
})

test('without an amount of work there is no rate', () => {
  const uncounted = { ...result, measures: [{ name: 'training', work: null }] }
  expect(rowsOf(uncounted).map(({ rate }) => rate)).toEqual([null, null])
})

test('without evenkeel there are times and no ratios', () => {
  const peers = { ...result, contenders: result.contenders.filter(({ side }) => side === 'peer') }
  expect(rowsOf(peers).map(({ ratios }) => ratios)).toEqual([{}])
})
