import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { perform } from '../call/perform.js'
import type { Case } from '../case.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { NonConformance } from '../non-conformance.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

type Distribution = HostArguments<'random'>['distribution']

interface Place {
  readonly seed?: number
  readonly stream?: number
  readonly offset?: number
}

function drawn(distribution: Distribution, length: number, place: Place = {}): HostArguments<'random'> {
  const { seed = 42, stream = 7, offset = 3 } = place
  return { out: blank(length), distribution, seed, stream, offset }
}

function dropped(x: Float32Array, rate: number, place: Place = {}): HostArguments<'dropout'> {
  const { seed = 42, stream = 7, offset = 3 } = place
  return { x, y: blank(x.length), mask: blank(x.length), rate, seed, stream, offset }
}

const DISTRIBUTIONS: readonly Distribution[] = ['uniform', 'normal']

/** The words of counter 0 and key 0 in the known answers of Random123 (kat_vectors, philox4x32 10). */
const KNOWN_WORDS = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]

const knownAnswer: Case = {
  name: 'uniform, the known answer of Random123',
  kernel: 'random',
  mode: 'check',
  subjects: () => ['random:uniform'],
  run: async (implementation) => {
    const args = drawn('uniform', 4, { seed: 0, stream: 0, offset: 0 })
    const { out } = await perform(implementation, 'random', args)
    KNOWN_WORDS.forEach((word, i) => {
      const expected = (word >>> 8) * 2 ** -24
      if (out[i] !== expected) throw new NonConformance('random', `out[${i}] is ${out[i]}, expected ${expected}`)
    })
  },
}

const places: readonly (readonly [string, Place])[] = [
  ['another seed', { seed: 43 }],
  ['another stream', { stream: 8 }],
  ['another offset', { offset: 4 }],
  ['the largest words', { seed: 0xffffffff, stream: 0xffffffff, offset: 0xffffffff }],
]

export const random: KernelSuite = kernelSuite({
  kernel: 'random',
  sample: () => drawn('normal', 10_003),
  empty: DISTRIBUTIONS.map((distribution) => () => drawn(distribution, 0)),
  checks: DISTRIBUTIONS.flatMap((distribution): CallCase<'random'>[] => [
    ...[1, 2, 3, 4, 5, 1023].map((length) => ({
      name: `${distribution}, ${length} elements`,
      arguments: () => drawn(distribution, length),
    })),
    ...places.map(([name, place]) => ({
      name: `${distribution}, ${name}`,
      arguments: () => drawn(distribution, 9, place),
    })),
  ]),
  further: [knownAnswer],
  fuzz: (draw) =>
    drawn(draw.pick(DISTRIBUTIONS), draw.size(1031), {
      seed: draw.integer(0, 0xffffffff),
      stream: draw.integer(0, 1000),
      offset: draw.integer(0, 0xffffffff),
    }),
})

export const dropout: KernelSuite = kernelSuite({
  kernel: 'dropout',
  sample: () => dropped(seeded(1).normal(10_003), 0.5),
  empty: [() => dropped(blank(0), 0.5)],
  checks: [
    ...[0, 0.1, 0.5, 0.9].map((rate) => ({
      name: `rate ${rate}`,
      arguments: () => dropped(seeded(311).normal(203), rate),
    })),
    ...places.map(([name, place]) => ({ name, arguments: () => dropped(seeded(312).normal(33), 0.5, place) })),
    {
      name: 'NaN where it is',
      law: 9,
      arguments: () => dropped(planted(seeded(313).normal(9), { 1: NaN, 2: NaN, 5: NaN }), 0.5),
    },
  ],
  fuzz: (draw) =>
    dropped(draw.normal(draw.size(1031)), draw.between(0, 0.95), {
      seed: draw.integer(0, 0xffffffff),
      stream: draw.integer(0, 1000),
      offset: draw.integer(0, 0xffffffff),
    }),
})
