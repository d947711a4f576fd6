import { describe, expect, test } from 'vitest'
import { OptionError } from '../../src/errors.js'
import {
  constant,
  cosineDecay,
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
  resolveSchedule,
  type Schedule,
} from '../../src/schedules/index.js'

function expectRates(schedule: Schedule, rates: Readonly<Record<number, number>>): void {
  for (const [step, rate] of Object.entries(rates)) expect(schedule(Number(step))).toBeCloseTo(rate, 12)
}

describe('exponential decay', () => {
  const options = { initialLearningRate: 0.05, decaySteps: 10, decayRate: 0.96 }

  test('multiplies by decayRate once in decaySteps, continuously', () => {
    expectRates(exponentialDecay(options), { 0: 0.05, 5: 0.05 * Math.sqrt(0.96), 10: 0.048, 20: 0.05 * 0.96 ** 2 })
  })

  test('or in stairs', () => {
    expectRates(exponentialDecay({ ...options, staircase: true }), { 0: 0.05, 9: 0.05, 10: 0.048, 19: 0.048 })
  })
})

test('inverse time decay divides by 1 + decayRate · step / decaySteps, continuously or in stairs', () => {
  const options = { initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.96 }
  expectRates(inverseTimeDecay(options), { 0: 0.1, 5: 0.1 / 1.48, 10: 0.1 / 1.96 })
  expectRates(inverseTimeDecay({ ...options, staircase: true }), { 5: 0.1, 10: 0.1 / 1.96, 19: 0.1 / 1.96 })
})

describe('cosine decay', () => {
  test('is half a cosine down to alpha times the rate, and stays there', () => {
    expectRates(cosineDecay({ initialLearningRate: 1, decaySteps: 1000 }), {
      0: 1,
      250: (1 + Math.SQRT1_2) / 2,
      500: 0.5,
      1000: 0,
      2000: 0,
    })
    expectRates(cosineDecay({ initialLearningRate: 2, decaySteps: 1000, alpha: 0.1 }), {
      0: 2,
      500: 1.1,
      1000: 0.2,
      5000: 0.2,
    })
  })

  test('warms up in a straight line to warmupTarget and decays from there', () => {
    const schedule = cosineDecay({ initialLearningRate: 1, decaySteps: 1000, warmupTarget: 10, warmupSteps: 1500 })
    expectRates(schedule, { 0: 1, 750: 5.5, 1500: 10, 2000: 5, 2500: 0, 9000: 0 })
  })

  test('ignores warmupSteps without a target', () => {
    expectRates(cosineDecay({ initialLearningRate: 1, decaySteps: 10, warmupSteps: 5 }), { 0: 1, 5: 0.5 })
  })
})

describe('polynomial decay', () => {
  const options = { initialLearningRate: 0.05, decaySteps: 10, endLearningRate: 0.001 }

  test('falls in a straight line to endLearningRate (default 0.0001) and stays', () => {
    expectRates(polynomialDecay(options), { 0: 0.05, 5: 0.0255, 10: 0.001, 11: 0.001 })
    expectRates(polynomialDecay({ initialLearningRate: 0.05, decaySteps: 10 }), { 10: 0.0001 })
  })

  test('follows the given power', () => {
    expectRates(polynomialDecay({ ...options, endLearningRate: 0, power: 0.5 }), { 5: 0.05 * Math.SQRT1_2 })
  })

  test('with cycle is stretched to the next multiple of decaySteps', () => {
    expectRates(polynomialDecay({ ...options, cycle: true }), {
      0: 0.05,
      10: 0.001,
      15: 0.049 * 0.25 + 0.001,
      20: 0.001,
    })
  })
})

describe('piecewise constant decay', () => {
  test('keeps the old value at a boundary and takes the next one after it', () => {
    const schedule = piecewiseConstantDecay({ boundaries: [100, 110, 120], values: [1, 0.1, 0.01, 0.001] })
    expectRates(schedule, { 0: 1, 100: 1, 101: 0.1, 105: 0.1, 110: 0.1, 120: 0.01, 121: 0.001, 999: 0.001 })
  })

  test('refuses boundaries that do not ascend, and too few or too many values', () => {
    expect(() => piecewiseConstantDecay({ boundaries: [5, 5], values: [1, 2, 3] })).toThrow(/boundaries is \[5, 5\]/)
    expect(() => piecewiseConstantDecay({ boundaries: [NaN], values: [1, 2] })).toThrow(OptionError)
    expect(() => piecewiseConstantDecay({ boundaries: [5], values: [1] })).toThrow(/number of values is 1\. Give 2/)
  })
})

test('a number is a constant schedule, a function is itself', () => {
  const schedule = constant(0.1)
  expectRates(resolveSchedule(0.1), { 0: 0.1, 1000: 0.1 })
  expect(resolveSchedule(schedule)).toBe(schedule)
})

test.each([
  ['a negative rate', () => resolveSchedule(-1)],
  ['no rate', () => constant(NaN)],
  ['a name', () => resolveSchedule('cosineDecay' as never)],
  ['no steps', () => exponentialDecay({ initialLearningRate: 1, decaySteps: 0, decayRate: 0.5 })],
  ['a negative factor', () => inverseTimeDecay({ initialLearningRate: 1, decaySteps: 1, decayRate: -1 })],
  ['a negative alpha', () => cosineDecay({ initialLearningRate: 1, decaySteps: 1, alpha: -0.1 })],
  ['a warm-up to nowhere', () => cosineDecay({ initialLearningRate: 1, decaySteps: 1, warmupTarget: NaN })],
  ['a negative power', () => polynomialDecay({ initialLearningRate: 1, decaySteps: 1, power: -1 })],
])('%s is refused', (_, run) => {
  expect(run).toThrow(OptionError)
})
