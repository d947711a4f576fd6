import { beforeAll, describe, expect, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { bits, openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const START = { mean: [0.5, -1, -0], variance: [1, 2, 3], updates: 4 }
const BATCH = { count: [8, 8, 8], center: [2, -3, 1], residual: [1e-8, -2e-8, 0], m2: [16, 4, 0] }

interface Options {
  weight: number | null
  unbiased?: boolean
  factor?: number
  batch?: typeof BATCH
  start?: typeof START
}

function commit({ weight, unbiased = false, factor = 1, batch = BATCH, start = START }: Options) {
  const running = {
    mean: lab.floats(start.mean),
    variance: lab.floats(start.variance),
    updates: lab.floats([start.updates]),
  }
  const { count, center, residual, m2 } = batch
  const moments = {
    count: lab.floats(count),
    center: lab.floats(center),
    residual: lab.floats(residual),
    m2: lab.floats(m2),
  }
  lab.run('commitStatistics', { ...moments, ...running, factor: lab.floats([factor]), weight, unbiased })
  return {
    mean: lab.values(running.mean),
    variance: lab.values(running.variance),
    updates: lab.values(running.updates)[0],
  }
}

const towards = (from: number, to: number, weight: number) => from + weight * (to - from)
const unchanged = { mean: bits(START.mean), variance: bits(START.variance), updates: START.updates }
const exact = (state: ReturnType<typeof commit>) => ({
  mean: bits(state.mean),
  variance: bits(state.variance),
  updates: state.updates,
})

describe('commitStatistics', () => {
  test.each([0.01, 0.1, 1])('moves by weight %f towards the population statistics', (weight) => {
    const { mean, variance, updates } = commit({ weight })
    expectClose(
      mean,
      START.mean.map((m, c) => towards(m, BATCH.center[c] + BATCH.residual[c], weight)),
    )
    expectClose(
      variance,
      START.variance.map((v, c) => towards(v, BATCH.m2[c] / 8, weight)),
    )
    expect(updates).toBe(5)
  })

  test('divides by count − 1 when unbiased', () => {
    const { variance } = commit({ weight: 0.1, unbiased: true })
    expectClose(
      variance,
      START.variance.map((v, c) => towards(v, BATCH.m2[c] / 7, 0.1)),
    )
  })

  test('without a weight is the cumulative average of the batches', () => {
    const batches = [3, 8, -2].map((center) => ({
      ...BATCH,
      center: [center, 2 * center, 0],
      residual: [0, 0, 0],
    }))
    let state = { mean: [0, 0, 0], variance: [0, 0, 0], updates: 0 }
    for (const batch of batches) state = commit({ weight: null, batch, start: state })
    expectClose(state.mean, [3, 6, 0])
    expectClose(
      state.variance,
      BATCH.m2.map((m2) => m2 / 8),
    )
    expect(state.updates).toBe(3)
  })

  test('the first cumulative average replaces what was there', () => {
    const { mean } = commit({ weight: null, start: { ...START, updates: 0 } })
    expectClose(mean, BATCH.center)
  })

  test.each([0.1, null])('factor 0 keeps every bit, even of NaN statistics (weight %s)', (weight) => {
    const nan = [NaN, NaN, NaN]
    const batch = { count: BATCH.count, center: nan, residual: nan, m2: nan }
    expect(exact(commit({ weight, factor: 0, batch }))).toEqual(unchanged)
    expect(exact(commit({ weight, factor: 0 }))).toEqual(unchanged)
  })

  test.each([0.1, null])('a count of 0 keeps every bit (weight %s)', (weight) => {
    const zeros = [0, 0, 0]
    const batch = { count: zeros, center: zeros, residual: zeros, m2: zeros }
    for (const unbiased of [false, true]) {
      expect(exact(commit({ weight, unbiased, batch }))).toEqual(unchanged)
    }
  })

  test('a single value moves the mean, and the variance only when it need not be unbiased', () => {
    const batch = { ...BATCH, count: [1, 1, 1], m2: [0, 0, 0] }
    const unbiased = commit({ weight: 0.5, unbiased: true, batch })
    expect(bits(unbiased.variance)).toBe(unchanged.variance)
    expectClose(unbiased.mean, [1.25, -2, 0.5])
    expectClose(commit({ weight: 0.5, batch }).variance, [0.5, 1, 1.5])
  })

  test('does not depend on how much the gradients were clipped', () => {
    expect(commit({ weight: 0.1, factor: 0.25 })).toEqual(commit({ weight: 0.1 }))
  })

  test('a NaN stays in its channel', () => {
    const batch = { ...BATCH, center: [2, NaN, 1] }
    const { mean, variance } = commit({ weight: 0.1, batch })
    expect(mean.map(Number.isNaN)).toEqual([false, true, false])
    expect(variance.some(Number.isNaN)).toBe(false)
  })
})
