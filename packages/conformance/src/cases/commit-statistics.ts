import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { NonConformance } from '../non-conformance.js'
import { firstDifference } from '../call/sentinel.js'
import { perform } from '../call/perform.js'
import type { Case } from '../case.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

interface Form {
  readonly count?: number
  readonly factor?: number
  readonly updates?: number
  readonly weight?: number | null
  readonly unbiased?: boolean
}

function committed(channels: number, draw: Seeded, form: Form = {}): HostArguments<'commitStatistics'> {
  const { count = 32, factor = 1, updates = 3, weight = 0.1, unbiased = false } = form
  return {
    count: new Float32Array(channels).fill(count),
    center: draw.normal(channels, 2),
    residual: draw.normal(channels, 0, 1e-7),
    m2: draw.uniform(channels, 0, 2 * count),
    factor: floats(factor),
    mean: draw.normal(channels, 2),
    variance: draw.uniform(channels, 0.1, 3),
    updates: floats(updates),
    weight,
    unbiased,
  }
}

const forms = [0.1, 0.01, 1, null].flatMap((weight) =>
  [false, true].map((unbiased): CallCase<'commitStatistics'> => ({
    name: `weight ${weight ?? 'cumulative'}, ${unbiased ? 'unbiased' : 'population'} variance`,
    arguments: () => committed(17, seeded(301), { weight, unbiased }),
  })),
)

/** State that must not move, although everything that would move it is not finite. */
function stays(name: string, form: Form): Case {
  return {
    name,
    kernel: 'commitStatistics',
    mode: 'check',
    subjects: () => [],
    run: async (implementation) => {
      const given = committed(5, seeded(302), form)
      const args = {
        ...given,
        center: planted(given.center as Float32Array, { 0: NaN, 1: Infinity }),
        m2: planted(given.m2 as Float32Array, { 0: NaN, 2: Infinity }),
      }
      const outputs = await perform(implementation, 'commitStatistics', args)
      for (const state of ['mean', 'variance', 'updates'] as const) {
        const at = firstDifference(outputs[state], given[state])
        if (at >= 0) throw new NonConformance('commitStatistics', `${name}: ${state}[${at}] moved`)
      }
    },
  }
}

export const commitStatistics: KernelSuite = kernelSuite({
  kernel: 'commitStatistics',
  sample: () => committed(4099, seeded(1), { unbiased: true }),
  empty: [() => committed(0, seeded(2))],
  checks: [
    ...forms,
    {
      name: 'the first cumulative update takes the batch',
      arguments: () => committed(5, seeded(303), { updates: 0, weight: null }),
    },
    { name: 'the tenth cumulative update', arguments: () => committed(5, seeded(304), { updates: 9, weight: null }) },
    {
      name: 'count 1 leaves an unbiased variance',
      arguments: () => committed(5, seeded(305), { count: 1, unbiased: true }),
    },
    { name: 'count 1 with population variance', arguments: () => committed(5, seeded(306), { count: 1 }) },
    { name: 'a clipped step commits all the same', arguments: () => committed(5, seeded(307), { factor: 0.01 }) },
    {
      name: 'count 0 changes nothing',
      arguments: () => ({ ...committed(5, seeded(308)), count: blank(5), m2: blank(5) }),
    },
    {
      name: 'count 0 of one channel changes nothing of any',
      arguments: () => {
        const args = committed(5, seeded(309))
        return { ...args, count: planted(args.count as Float32Array, { 2: 0 }) }
      },
    },
  ],
  further: [
    stays('factor 0 changes no bit', { factor: 0 }),
    stays('factor 0 changes no bit, cumulative and unbiased', { factor: 0, weight: null, unbiased: true }),
    stays('count 0 changes no bit', { count: 0 }),
  ],
  fuzz: (draw) =>
    committed(draw.positiveSize(1031), draw, {
      count: draw.integer(2, 100),
      updates: draw.integer(0, 50),
      weight: draw.pick([null, 0.1, 0.003]),
      unbiased: draw.coin(),
    }),
})
