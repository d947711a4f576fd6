import type { WorkloadResult } from '../../src/measure/results.js'
import type { Machine } from '../../src/report/machine.js'

type Contender = WorkloadResult['contenders'][number]

const agreed = [
  { output: 'loss', from: 'evenkeel-cpu', difference: 2.5e-6, tolerance: 1e-4 },
  { output: 'other', from: 'evenkeel-cpu', difference: 1e-6, tolerance: 1e-4 },
]

/** evenkeel in 100 ms, a peer in 400 ms, one that computes something else, and one that is missing. */
export const result: WorkloadResult = {
  name: 'some-work',
  title: 'Work of some kind',
  measures: [{ name: 'training', work: { amount: 50, unit: 'images' } }],
  contenders: [
    contender('evenkeel-cpu', 'evenkeel', [90, 100, 120]),
    contender('peer', 'peer', [500, 400, 400]),
    { ...contender('off', 'peer', []), timesMs: {}, reason: 'It computes something else.' },
    { ...contender('absent', 'peer', []), timesMs: {}, reason: 'npm said "no, | never"', description: '' },
  ],
}

/** One contender, four times as fast in the second measure as in the first, which the second is set against. */
export const gainResult: WorkloadResult = {
  name: 'folding',
  title: 'Folding',
  measures: [
    { name: 'unfolded', work: null },
    { name: 'folded', work: null, against: 'unfolded' },
  ],
  contenders: [{ ...contender('evenkeel-cpu', 'evenkeel', []), timesMs: { unfolded: [40], folded: [10] } }],
}

export const machine: Machine = {
  processor: 'Abacus',
  cores: 1,
  memoryBytes: 2 ** 31,
  system: 'Linux 6.1 x64',
  node: '20.19.0',
  v8: '11.3',
  load: 0.25,
  browser: null,
  date: '2026-01-02T03:04:05.678Z',
}

function contender(name: string, side: Contender['side'], timesMs: number[]): Contender {
  return { name, side, description: `${name} 1.0`, reason: null, differences: agreed, timesMs: { training: timesMs } }
}
