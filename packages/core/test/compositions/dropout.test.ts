import { beforeAll, describe, expect, test } from 'vitest'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'
import { philox4x32 } from '../../src/random/index.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const SEQUENCE = { seed: 11, stream: 2, offset: 5 }

function dropout(x: readonly number[], rate: number, sequence = SEQUENCE) {
  const [y, mask] = [lab.empty(x.length), lab.empty(x.length)]
  lab.run('dropout', { x: lab.floats(x), y, mask, rate, ...sequence })
  return { y: lab.values(y), mask: lab.values(mask) }
}

function random(length: number, distribution: 'uniform' | 'normal'): number[] {
  const out = lab.empty(length)
  lab.run('random', { out, distribution, ...SEQUENCE })
  return lab.values(out)
}

describe('random', () => {
  test('uniform numbers are the words of Philox', () => {
    const word = (i: number) => {
      const counter = [Math.floor(i / 4), SEQUENCE.offset, SEQUENCE.stream, 0]
      return philox4x32(counter, [SEQUENCE.seed, 0], new Uint32Array(4))[i % 4]
    }
    const expected = Array.from({ length: 10 }, (_, i) => (word(i) >>> 8) / 2 ** 24)
    expect(random(10, 'uniform')).toEqual(expected)
  })

  test('normal numbers have pairs of squared length −2·log u', () => {
    const [first, second] = random(2, 'normal')
    const [word] = philox4x32([0, SEQUENCE.offset, SEQUENCE.stream, 0], [SEQUENCE.seed, 0], new Uint32Array(4))
    expect(first ** 2 + second ** 2).toBeCloseTo(-2 * Math.log(((word >>> 8) + 1) / 2 ** 24), 5)
  })
})

describe('dropout', () => {
  const x = normals(2000, 1)

  test.each([0.1, 0.25, 0.5, 0.9])('at rate %f keeps the elements whose uniform number is ≥ rate', (rate) => {
    const kept = random(x.length, 'uniform').map((u) => u >= rate)
    const { y, mask } = dropout(x, rate)
    expect(mask).toEqual(kept.map((keep) => (keep ? Math.fround(1 / (1 - rate)) : 0)))
    expect(y).toEqual(x.map((value, i) => Math.fround(value * mask[i])))
  })

  test('at rate 0 changes nothing', () => {
    expect(dropout(x, 0).y).toEqual(x)
  })

  test('at rate 1 drops everything', () => {
    expect(dropout(x, 1).mask).toEqual(x.map(() => 0))
  })

  test('decides a rate that float32 cannot hold as in double precision', () => {
    const [u] = random(1, 'uniform')
    // Just above u, and so close that float32 rounds it down to u: u < rate, so the element is dropped.
    const rate = u + 2 ** -40
    expect(Math.fround(rate)).toBe(u)
    expect(dropout([1], rate).mask).toEqual([0])
    expect(dropout([1], u).mask[0]).toBeGreaterThan(0)
  })

  test('lets a dropped NaN through', () => {
    const { y, mask } = dropout(
      x.map(() => NaN),
      0.5,
    )
    expect(mask).toContain(0)
    expect(y.every(Number.isNaN)).toBe(true)
  })
})
