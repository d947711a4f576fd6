import { expect, test } from 'vitest'
import { runWorkload, type RunOptions } from '../src/measure/run-workload.js'
import type { Outputs, Workload } from '../src/workloads/workload.js'
import { FakeCompetitor } from './support/fake-competitor.js'

const right: Outputs = { y: Float32Array.of(1) }
const wrong: Outputs = { y: Float32Array.of(2) }
const workload = (reference: Outputs | null, measures: readonly string[] = ['m']): Workload<'matrix-product'> => ({
  kind: 'matrix-product',
  title: '',
  measures: measures.map((name) => ({ name, work: null })),
  tolerances: { y: 0.1 },
  inputs: () => ({ products: [] }),
  reference: reference && (() => reference),
})
const options = (repeats: number): RunOptions => {
  return { repeats, turnMs: 1, restMs: 0, warmUpMs: 1, budgetMs: 1000, onProgress: () => {} }
}

test('competitors warm up and take turns in each measure, and all are released in the end', async () => {
  const log: string[] = []
  const all = ['a', 'b'].map((name) => new FakeCompetitor(name, log, right, { onceMs: 1 }))
  await runWorkload('matrix-products', workload(right, ['m', 'n']), all, options(2))
  const turns = (measure: string): string[] => ['a', 'b', 'a', 'b', 'b', 'a'].map((name) => `${name} ${measure} ×1`)
  expect(log).toEqual([...turns('m'), ...turns('n'), 'a released', 'b released'])
})

test('the times of warm-ups are not kept', async () => {
  const only = new FakeCompetitor('a', [], right)
  const outcomes = await runWorkload('matrix-products', workload(right), [only], options(3))
  expect(outcomes.get(only)).toMatchObject({ reason: null, timesMs: { m: [2, 3, 4] } })
})

test('a short run is repeated in each turn, and its time is that of one', async () => {
  const log: string[] = []
  const short = new FakeCompetitor('short', log, right, { onceMs: 0.25 })
  const outcomes = await runWorkload('matrix-products', workload(right), [short], options(2))
  expect(log).toEqual(['short m ×1', 'short m ×4', 'short m ×4', 'short m ×4', 'short released'])
  expect(outcomes.get(short)?.timesMs).toEqual({ m: [0.25, 0.25] })
})

test('one whose rounds would exceed the budget takes part in fewer', async () => {
  const slow = new FakeCompetitor('slow', [], right, { onceMs: 300 })
  const quick = new FakeCompetitor('quick', [], right, { onceMs: 1 })
  const outcomes = await runWorkload('matrix-products', workload(right), [slow, quick], options(7))
  expect([slow, quick].map((one) => outcomes.get(one)?.timesMs.m.length)).toEqual([3, 7])
})

test('one whose run exceeds the budget runs once', async () => {
  const log: string[] = []
  const slow = new FakeCompetitor('slow', log, right, { onceMs: 60_000 })
  const outcomes = await runWorkload('matrix-products', workload(right), [slow], options(7))
  expect(outcomes.get(slow)?.timesMs).toEqual({ m: [60_000] })
  expect(log).toEqual(['slow m ×1', 'slow released'])
})

test.each(['prepare', 'run'] as const)('one that fails in %s is out, and the others go on', async (failsIn) => {
  const bad = new FakeCompetitor('bad', [], right, { failsIn })
  const good = new FakeCompetitor('good', [], right)
  const outcomes = await runWorkload('matrix-products', workload(null), [bad, good], options(2))
  expect(outcomes.get(bad)).toMatchObject({ reason: expect.stringMatching(/out of memory|crashed/), timesMs: {} })
  expect(outcomes.get(good)).toMatchObject({ reason: null, timesMs: { m: [2, 3] } })
})

test('one that computes something else is not timed', async () => {
  const log: string[] = []
  const off = new FakeCompetitor('off', log, wrong)
  const outcomes = await runWorkload('matrix-products', workload(right), [off], options(2))
  expect(outcomes.get(off)?.reason).toMatch(/something else.* y by 1\.0e\+0 \(allowed 0\.1\)/)
  expect(log).toEqual(['off released'])
})

test('one that only shows a limit is timed without being compared', async () => {
  const limit = new FakeCompetitor('limit', [], {}, { checked: false })
  const outcomes = await runWorkload('matrix-products', workload(right), [limit], options(1))
  expect(outcomes.get(limit)).toMatchObject({ reason: null, differences: [], timesMs: { m: [2] } })
})

test('without a reference, all are compared with the first that has usable results', async () => {
  const broken = new FakeCompetitor('broken', [], { y: Float32Array.of(NaN) })
  const first = new FakeCompetitor('first', [], right)
  const off = new FakeCompetitor('off', [], wrong)
  const outcomes = await runWorkload('matrix-products', workload(null), [broken, first, off], options(1))
  expect([broken, first, off].map((one) => outcomes.get(one)?.reason === null)).toEqual([false, true, false])
  expect(outcomes.get(off)?.differences[0].from).toBe('first')
})
