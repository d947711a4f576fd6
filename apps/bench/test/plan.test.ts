import { expect, test } from 'vitest'
import { planFor } from '../src/measure/plan.js'

const options = { repeats: 7, turnMs: 40, restMs: 0, warmUpMs: 0, budgetMs: 2000 }

test('a turn has as many runs as fill its time, and one at least', () => {
  expect([0.1, 10, 39, 500].map((onceMs) => planFor(onceMs, options).repetitions)).toEqual([400, 4, 1, 1])
})

test('a run that takes no time at all is not repeated for ever', () => {
  expect(Number.isFinite(planFor(0, options).repetitions)).toBe(true)
})

test('rounds are as many as asked for, or as many as the budget pays: none, when it does not pay a single run', () => {
  expect([1, 285, 500, 60_000].map((onceMs) => planFor(onceMs, options).rounds)).toEqual([7, 7, 4, 0])
})
