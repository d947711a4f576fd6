import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Interval } from '../../src/run/interval.js'
import { ProgressMeter } from '../../src/run/progress-meter.js'
import { quantilesOf } from '../../src/run/quantiles.js'
import { SegmentLength } from '../../src/run/segment-length.js'

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

describe('segments', () => {
  /** Steps of a segment after many that each take `msPerStep`. */
  function settled(msPerStep: number, batchSize = 128): number {
    const length = new SegmentLength({ batchSize, stepsPerEpoch: 1000 })
    for (let i = 0; i < 200; i++) length.adapt(length.steps, length.steps * msPerStep)
    return length.steps
  }

  test('come to a tenth of a second at most, as powers of two', () => {
    expect(settled(5)).toBe(16)
    expect(settled(6.25)).toBe(16)
    expect(settled(6.3)).toBe(8)
    expect(settled(99)).toBe(1)
    expect(settled(700)).toBe(1)
  })

  test('hold no more images than 16,384', () => {
    expect(settled(0.001)).toBe(128)
    expect(settled(0.001, 2)).toBe(8192)
  })

  test('grow twofold at most, and are short while the curves begin', () => {
    const length = new SegmentLength({ batchSize: 128, stepsPerEpoch: 47 })
    const steps = Array.from({ length: 45 }, () => {
      const now = length.steps
      length.adapt(now, 0.1)
      return now
    })
    expect(steps.slice(0, 4)).toEqual([1, 2, 4, 4])
    expect(Math.max(...steps.slice(0, 41))).toBe(4)
    expect(steps[44]).toBe(64)
  })

  test('that an epoch has cut short do not shorten the next', () => {
    const length = new SegmentLength({ batchSize: 128, stepsPerEpoch: 800 })
    for (let i = 0; i < 60; i++) length.adapt(length.steps, length.steps)
    const before = length.steps
    length.adapt(1, 1)
    expect(length.steps).toBe(before)
  })
})

describe('side work', () => {
  async function cost(interval: Interval, ms: number): Promise<void> {
    await interval.measure(async () => void vi.advanceTimersByTime(ms))
  }

  test('is due once an interval', async () => {
    const interval = new Interval({ leastMs: 1000, share: 0.1 })
    expect(interval.due).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(interval.due).toBe(true)
    await cost(interval, 10)
    vi.advanceTimersByTime(989)
    expect(interval.due).toBe(false)
    vi.advanceTimersByTime(1)
    expect(interval.due).toBe(true)
  })

  test('is put off until what it cost is its share', async () => {
    const interval = new Interval({ leastMs: 1000, share: 0.1, firstMs: 0 })
    await cost(interval, 300)
    vi.advanceTimersByTime(2999)
    expect(interval.due).toBe(false)
    vi.advanceTimersByTime(1)
    expect(interval.due).toBe(true)
  })
})

test('progress is the mean over images since the last report, and of training time alone', () => {
  const meter = new ProgressMeter()
  expect(meter.report({ step: 0, epoch: 0 })).toBeNull()
  meter.add({ steps: 1, images: 100, loss: 2, accuracy: 0.5, elapsedMs: 10 })
  meter.add({ steps: 1, images: 300, loss: 1, accuracy: 1, elapsedMs: 30 })
  expect(meter.due).toBe(true)
  expect(meter.report({ step: 2, epoch: 0 })).toEqual({
    type: 'progress',
    step: 2,
    epoch: 0,
    loss: 1.25,
    accuracy: 0.875,
    imagesPerSecond: 10_000,
    trainingMs: 40,
  })
  expect(meter.due).toBe(false)
  vi.advanceTimersByTime(125)
  expect(meter.due).toBe(true)
  meter.add({ steps: 1, images: 10, loss: 3, accuracy: 0, elapsedMs: 10 })
  expect(meter.report({ step: 3, epoch: 0 })).toMatchObject({ loss: 3, imagesPerSecond: 1000, trainingMs: 50 })
})

describe('quantiles', () => {
  test('of 0 to 100 are 15, 50 and 85', () => {
    expect(quantilesOf(Array.from({ length: 101 }, (_, i) => 100 - i))).toEqual([15, 50, 85])
  })

  test('of many uniform values are near 0.15, 0.5 and 0.85', () => {
    const count = 400_000
    const found = quantilesOf(Float32Array.from({ length: count }, (_, i) => ((i * 7919) % count) / count))
    for (const [i, share] of [0.15, 0.5, 0.85].entries()) expect(Math.abs(found[i] - share)).toBeLessThan(0.02)
  })
})
