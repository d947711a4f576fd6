import { describe, expect, test } from 'vitest'
import { epochOrder } from '../../src/run/epoch-order.js'
import { Position } from '../../src/run/position.js'

describe('the order of an epoch', () => {
  test('has each number once', () => {
    for (const length of [1, 2, 5, 1000]) {
      expect([...epochOrder(length, 3, 0)].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i))
    }
  })

  test('is fixed by seed and epoch, and another for each', () => {
    expect(epochOrder(100, 1, 2)).toEqual(epochOrder(100, 1, 2))
    expect(epochOrder(100, 1, 2)).not.toEqual(epochOrder(100, 1, 3))
    expect(epochOrder(100, 1, 2)).not.toEqual(epochOrder(100, 2, 2))
  })

  test('puts every number at every place equally often', () => {
    const counts = Array.from({ length: 5 }, () => new Array<number>(5).fill(0))
    const epochs = 5000
    for (let epoch = 0; epoch < epochs; epoch++)
      epochOrder(5, 7, epoch).forEach((value, place) => (counts[place][value] += 1))
    // 1000 expected at each of 25 places; the standard deviation is √(5000·0.2·0.8) ≈ 28.
    for (const count of counts.flat()) expect(Math.abs(count - epochs / 5)).toBeLessThan(4.5 * 28.3)
  })
})

describe('the position', () => {
  /** The images of each segment of an epoch. */
  function segments(position: Position, steps: number): number[][] {
    const taken: number[][] = []
    while (!position.atEndOfEpoch) {
      const images = [...position.next(steps)]
      taken.push(images)
      position.advance(Math.ceil(images.length / 4))
    }
    return taken
  }

  test.each([1, 2, 3, 100])('gives the same order in segments of %i steps', (steps) => {
    const whole = segments(new Position({ images: 25, batchSize: 4, seed: 5 }), 1).flat()
    expect(whole.sort((a, b) => a - b)).toHaveLength(24)
    const position = new Position({ images: 25, batchSize: 4, seed: 5 })
    expect(
      segments(position, steps)
        .flat()
        .sort((a, b) => a - b),
    ).toEqual(whole)
  })

  test('ends an epoch in segments of few lengths, for each of which a device keeps memory', () => {
    const position = new Position({ images: 400, batchSize: 4, seed: 5 })
    expect(segments(position, 64).map(({ length }) => length / 4)).toEqual([64, 32, 4])
  })

  test('keeps a smaller last batch, but not one image alone', () => {
    expect(new Position({ images: 26, batchSize: 4, seed: 0 }).stepsPerEpoch).toBe(7)
    expect(new Position({ images: 25, batchSize: 4, seed: 0 }).stepsPerEpoch).toBe(6)
    expect(new Position({ images: 3, batchSize: 128, seed: 0 }).stepsPerEpoch).toBe(1)
    expect(() => new Position({ images: 1, batchSize: 2, seed: 0 })).toThrow('There are 1 training images.')
  })

  test('goes on in the middle of an epoch', () => {
    const walked = new Position({ images: 40, batchSize: 4, seed: 9 })
    segments(walked, 10)
    walked.beginNextEpoch()
    walked.advance(3)
    const jumped = new Position({ images: 40, batchSize: 4, seed: 9 })
    jumped.goTo(1, 3)
    expect(jumped.next(2)).toEqual(walked.next(2))
    expect(() => jumped.goTo(0, 10)).toThrow('step 10 of an epoch of 10')
  })
})
