import { describe, expect, test } from 'vitest'
import {
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  initializerRandom,
  lecunNormal,
  lecunUniform,
  ones,
  randomNormal,
  randomUniform,
  truncatedNormal,
  varianceScaling,
  zeros,
  type Initializer,
} from '../../src/initializers/index.js'

const random = () => initializerRandom(7, 1)

/** Mean, variance, and largest distance from zero of 60,000 values. */
function measure(initializer: Initializer, shape = [200, 300]) {
  const values = initializer.generate(shape, random())
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const extent = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return { mean, variance, extent }
}

/** The variance of a standard normal number that is known to lie in (−2, 2): 1 − 4·φ(2) / (Φ(2) − Φ(−2)). */
const TRUNCATED_VARIANCE = 1 - (4 * Math.exp(-2)) / Math.sqrt(2 * Math.PI) / 0.9544997361036416

/** Five standard errors of the variance of 60,000 numbers, none of them heavier-tailed than the normal. */
const RELATIVE_ERROR = 5 * Math.sqrt(2 / 60_000)

function expectVariance(variance: number, expected: number): void {
  expect(Math.abs(variance / expected - 1)).toBeLessThan(RELATIVE_ERROR)
}

test('zeros, ones and constants', () => {
  expect(zeros().generate([2, 2], random())).toEqual(Float32Array.of(0, 0, 0, 0))
  expect(ones().generate([3], random())).toEqual(Float32Array.of(1, 1, 1))
  expect(constant(0.25).generate([], random())).toEqual(Float32Array.of(0.25))
})

describe('randomUniform', () => {
  test('lies in ±0.05 by default', () => {
    const { mean, variance, extent } = measure(randomUniform())
    expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / 60_000))
    expectVariance(variance, 0.1 ** 2 / 12)
    expect(extent).toBeLessThanOrEqual(Math.fround(0.05))
    expect(extent).toBeGreaterThan(0.0499)
  })

  test('lies between min and max', () => {
    const values = randomUniform({ min: 2, max: 3 }).generate([1000], random())
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2)
    expect(Math.max(...values)).toBeLessThanOrEqual(3)
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.99)
  })
})

test('randomNormal has the mean and the standard deviation, and tails', () => {
  const { mean, variance, extent } = measure(randomNormal({ mean: 1, stddev: 0.5 }))
  expect(Math.abs(mean - 1)).toBeLessThan(5 * Math.sqrt(0.25 / 60_000))
  expectVariance(variance, 0.25)
  expect(extent).toBeGreaterThan(1 + 3 * 0.5)
})

test('truncatedNormal stays within two standard deviations, with the variance of what is left', () => {
  const { mean, variance, extent } = measure(truncatedNormal({ stddev: 0.5 }))
  expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(0.25 / 60_000))
  expectVariance(variance, 0.25 * TRUNCATED_VARIANCE)
  expect(extent).toBeLessThan(1)
  expect(extent).toBeGreaterThan(0.999)
})

describe('the variance of scaled initializers', () => {
  test.each([
    { initializer: glorotUniform(), variance: 2 / 500, limit: Math.sqrt(6 / 500) },
    { initializer: glorotNormal(), variance: 2 / 500, limit: (2 * Math.sqrt(2 / 500)) / 0.8796256610342398 },
    { initializer: heUniform(), variance: 2 / 200, limit: Math.sqrt(6 / 200) },
    { initializer: heNormal(), variance: 2 / 200, limit: (2 * Math.sqrt(2 / 200)) / 0.8796256610342398 },
    { initializer: lecunUniform(), variance: 1 / 200, limit: Math.sqrt(3 / 200) },
    { initializer: lecunNormal(), variance: 1 / 200, limit: (2 * Math.sqrt(1 / 200)) / 0.8796256610342398 },
  ])('$initializer.name for 200 inputs and 300 outputs', ({ initializer, variance, limit }) => {
    const measured = measure(initializer)
    expectVariance(measured.variance, variance)
    expect(measured.extent).toBeLessThanOrEqual(Math.fround(limit))
    expect(measured.extent).toBeGreaterThan(0.999 * limit)
  })

  test.each([
    { mode: 'fanIn', fan: 3 * 5 * 20 },
    { mode: 'fanOut', fan: 3 * 5 * 200 },
    { mode: 'fanAvg', fan: (3 * 5 * 220) / 2 },
  ] as const)('counts the window of a convolution: $mode of [3, 5, 20, 200]', ({ mode, fan }) => {
    const initializer = varianceScaling({ scale: 3, mode, distribution: 'untruncatedNormal' })
    expectVariance(measure(initializer, [3, 5, 20, 200]).variance, 3 / fan)
  })

  test('takes the length of a vector for both fans', () => {
    expect(measure(glorotUniform(), [60_000]).extent).toBeLessThanOrEqual(Math.sqrt(6 / 120_000))
    expectVariance(measure(glorotUniform(), [60_000]).variance, 1 / 60_000)
  })
})

describe('random draws', () => {
  test('are the same for the same seed and stream, and differ otherwise', () => {
    const values = (seed: number, stream: number) => glorotUniform().generate([4, 4], initializerRandom(seed, stream))
    expect(values(1, 2)).toEqual(values(1, 2))
    expect(values(1, 2)).not.toEqual(values(1, 3))
    expect(values(1, 2)).not.toEqual(values(2, 2))
  })

  test('of one source follow each other without repeating', () => {
    const source = initializerRandom(1, 2)
    expect(source.uniform(8)).not.toEqual(source.uniform(8))
    expect(source.normal(8)).not.toEqual(source.normal(8))
  })
})
