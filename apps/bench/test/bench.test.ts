import { expect, test } from 'vitest'
import { runBench } from '../src/bench.js'
import type { Contender } from '../src/contenders/contender.js'
import { batchNormReference } from '../src/workloads/batch-norm-reference.js'
import { batchNorm } from '../src/workloads/batch-norm.js'
import { FakeVenue } from './support/fake-venue.js'

const right = batchNormReference(batchNorm([128, 64]).inputs())
const options = { repeats: 1, turnMs: 1, restMs: 0, warmUpMs: 0, budgetMs: 1000, onProgress: () => {} }
const contender = (name: string, kinds: Contender['kinds'] = ['batch-norm']): Contender => {
  return { name, side: 'peer', kinds, packages: [], open: () => Promise.reject(new Error('not here')) }
}

test('starts those who can do any of the work, and in the end stops them and closes the venue', async () => {
  const venue = new FakeVenue(right)
  const contenders = [contender('a'), contender('other', ['training']), contender('b')]
  const [result] = await runBench(venue, ['batch-norm-128x64'], contenders, options)
  expect(result.contenders.map(({ name, reason }) => [name, reason])).toEqual([
    ['a', null],
    ['b', null],
  ])
  expect(venue.log.filter((line) => !line.includes('×'))).toEqual([
    'a started',
    'b started',
    'a stopped',
    'b stopped',
    'closed',
  ])
})

test('one that cannot be started is reported with the reason', async () => {
  const venue = new FakeVenue(right, { absent: 'b' })
  const [result] = await runBench(venue, ['batch-norm-128x64'], [contender('a'), contender('b')], options)
  expect(result.contenders[1]).toMatchObject({ name: 'b', description: '', reason: 'no such GPU', timesMs: {} })
  expect(Object.keys(result.contenders[0].timesMs)).toHaveLength(3)
})

test('one that has ended is started anew for the next workload', async () => {
  const venue = new FakeVenue(right, { endsEarly: 'a' })
  const workloads = ['batch-norm-128x64', 'batch-norm-128x64'] as const
  await runBench(venue, workloads, [contender('a'), contender('b')], options)
  expect(venue.log.filter((line) => line.endsWith('started'))).toEqual(['a started', 'b started', 'a started'])
})
