import { expect, test } from 'vitest'
import { runWorkload, type RunOptions } from '../src/measure/run-workload.js'
import type { Outputs, Workload } from '../src/workloads/workload.js'
import { FakeCompetitor } from './support/fake-competitor.js'

const right: Outputs = { y: Float32Array.of(1) }
const wrong: Outputs = { y: Float32Array.of(2) }
const workload = (reference: Outputs | null, measures: readonly string[] = ['m']): Workload<null> => ({
  title: '',
  measures: measures.map((name) => ({ name, work: null })),
  tolerances: { y: 0.1 },
  inputs: () => null,
  reference: reference && (() => reference),
})
const options = (repeats: number, warmUps = 0): RunOptions => ({ repeats, warmUps, onProgress: () => {} })

test('competitors take turns in each measure, and all are released in the end', async () => {
  const log: string[] = []
  const all = [new FakeCompetitor('a', log, right), new FakeCompetitor('b', log, right)]
  await runWorkload('article-training', workload(right, ['m', 'n']), all, options(2))
  const rounds = ['a m', 'b m', 'a n', 'b n', 'b m', 'a m', 'b n', 'a n']
  expect(log).toEqual([...rounds, 'a released', 'b released'])
})

test('the times of warm-ups are not kept', async () => {
  const only = new FakeCompetitor('a', [], right)
  const { outcomes } = await runWorkload('article-training', workload(right), [only], options(3, 2))
  expect(outcomes.get(only)).toMatchObject({ reason: null, timesMs: { m: [3, 4, 5] } })
})

test.each(['prepare', 'run'] as const)('one that fails in %s is out, and the others go on', async (failsIn) => {
  const bad = new FakeCompetitor('bad', [], right, failsIn)
  const good = new FakeCompetitor('good', [], right)
  const { outcomes } = await runWorkload('article-training', workload(null), [bad, good], options(2))
  expect(outcomes.get(bad)).toMatchObject({ reason: expect.stringMatching(/out of memory|crashed/), timesMs: {} })
  expect(outcomes.get(good)).toMatchObject({ reason: null, timesMs: { m: [1, 2] } })
})

test('one that computes something else is not timed', async () => {
  const log: string[] = []
  const off = new FakeCompetitor('off', log, wrong)
  const { outcomes } = await runWorkload('article-training', workload(right), [off], options(2))
  expect(outcomes.get(off)?.reason).toMatch(/something else.* y by 1 \(allowed 0\.1\)/)
  expect(log).toEqual(['off released'])
})

test('without a reference, all are compared with the first that has usable results', async () => {
  const broken = new FakeCompetitor('broken', [], { y: Float32Array.of(NaN) })
  const first = new FakeCompetitor('first', [], right)
  const off = new FakeCompetitor('off', [], wrong)
  const run = await runWorkload('article-training', workload(null), [broken, first, off], options(1))
  expect(run.comparedWith).toBe('first')
  expect([broken, first, off].map((one) => run.outcomes.get(one)?.reason === null)).toEqual([false, true, false])
})
