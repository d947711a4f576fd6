import { describe, expect, test } from 'vitest'
import { learningRateOf } from '../src/training/learning-rate.js'

// Epochs of 100 images in batches of 32 have four steps, the last of them smaller.
const run = { learningRate: 0.004, epochs: 5, batchSize: 32 }
const STEPS = 20

describe('the learning rate', () => {
  test('of a constant schedule stays', () => {
    const rate = learningRateOf({ ...run, schedule: 'constant' }, 100)
    expect([0, 7, STEPS].map(rate)).toEqual([0.004, 0.004, 0.004])
  })

  test('of a cosine schedule is rate · (1 + cos(π·step/steps))/2, which is 0 when the last epoch is over', () => {
    const rate = learningRateOf({ ...run, schedule: 'cosine' }, 100)
    for (let step = 0; step <= STEPS; step++) {
      expect(rate(step)).toBeCloseTo(0.002 * (1 + Math.cos((Math.PI * step) / STEPS)), 12)
    }
    expect(rate(STEPS - 1)).toBeGreaterThan(0)
    expect(rate(STEPS)).toBe(0)
  })
})
