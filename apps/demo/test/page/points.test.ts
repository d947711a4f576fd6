import { describe, expect, test } from 'vitest'
import { Points } from '../../src/page/state/points.js'

function line(count: number, limit: number): Points<'y'> {
  const points = new Points(['y'], limit)
  for (let x = 0; x < count; x++) points.push(x, { y: 2 * x })
  return points
}

describe('points', () => {
  test('keep all values in order while there is room', () => {
    expect(line(100, 100).pairs('y')).toEqual(Array.from({ length: 100 }, (_, x) => [x, 2 * x]))
  })

  test.each([64, 65, 100, 1000, 12_345])('never exceed their limit: %i', (count) => {
    expect(line(count, 64).count).toBeLessThanOrEqual(64)
  })

  test('keep the first and the last point', () => {
    const points = line(10_000, 64)
    expect([points.x(0), points.x(-1)]).toEqual([0, 9999])
  })

  test('are not moved by thinning, only taken out', () => {
    for (const [x, y] of line(5000, 64).pairs('y')) expect(y).toBe(2 * x)
  })

  test('old ones are left evenly spaced, whatever the number of thinnings', () => {
    const xs = line(10_000, 64)
      .pairs('y')
      .map(([x]) => x)
    const gaps = xs.slice(1).map((x, index) => x - xs[index])
    expect(new Set(gaps.slice(0, 15)).size).toBe(1)
  })

  test('beyond a step can be taken back', () => {
    const points = line(10, 64)
    points.dropAfter(6.5)
    points.push(7, { y: -1 })
    expect([points.count, points.value('y', -2), points.value('y', -1)]).toEqual([8, 12, -1])
  })
})
