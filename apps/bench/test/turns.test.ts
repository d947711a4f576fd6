import { expect, test } from 'vitest'
import { takeTurns } from '../src/measure/turns.js'

test('each round has everybody once and begins with the next one', () => {
  expect(takeTurns(['a', 'b', 'c'], 4)).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ])
})

test('without contenders the rounds are empty', () => {
  expect(takeTurns([], 2)).toEqual([[], []])
})
