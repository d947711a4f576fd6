import { beforeAll, describe, expect, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

function guard(gradients: readonly (readonly number[])[], maxNorm: number | null, loss = 1) {
  const [factor, norm] = [lab.empty(1), lab.empty(1)]
  const buffers = gradients.map((gradient) => lab.floats(gradient))
  lab.run('guard', { gradients: buffers, loss: lab.floats([loss]), factor, norm, maxNorm })
  return { factor: lab.values(factor)[0], norm: lab.values(norm)[0] }
}

describe('guard', () => {
  test('the norm is that of all gradients together', () => {
    const gradients = [normals(7, 1), normals(1, 2), normals(12, 3)]
    const { norm, factor } = guard(gradients, null)
    expectClose([norm], [Math.hypot(...gradients.flat())])
    expect(factor).toBe(1)
  })

  test('the factor is maxNorm / ‖g‖ above maxNorm', () => {
    const { factor, norm } = guard([[3], [4]], 1)
    expectClose([factor, norm], [1 / 5, 5])
  })

  test.each([5, 5.000001, 7, 1e30])('the factor is exactly 1 for ‖g‖ = 5 and maxNorm %f', (maxNorm) => {
    expect(guard([[3], [4]], maxNorm).factor).toBe(1)
  })

  test.each([1e-40, 1e-25, 1e25, 1e38])('neither overflows nor vanishes at elements of %f', (size) => {
    const { norm, factor } = guard([[3 * size], [0, -4 * size].map((g) => g / 4)], null)
    expectClose([norm / size], [Math.hypot(3, 1)], { rtol: 1e-4, atol: 0 })
    expect(factor).toBe(1)
  })

  test('clips where the sum of squares would overflow', () => {
    const { factor } = guard([[3e30], [4e30]], 1)
    expectClose([factor], [2e-31], { rtol: 1e-5, atol: 0 })
  })

  test('gradients of zeros have norm 0 and factor 1', () => {
    expect(guard([[0, 0], [-0]], 1)).toEqual({ factor: 1, norm: 0 })
  })

  test.each([NaN, Infinity, -Infinity])('one element %f drops the step', (bad) => {
    for (const maxNorm of [null, 1]) {
      expect(guard([[1, 2], [3, bad, 4], [5]], maxNorm).factor).toBe(0)
      expect(guard([[bad, 1]], maxNorm).factor).toBe(0)
    }
  })

  test.each([NaN, Infinity, -Infinity])('a loss of %f drops the step', (loss) => {
    expect(guard([[1, 2]], null, loss).factor).toBe(0)
    expect(guard([[1, 2]], 1, loss).factor).toBe(0)
  })

  test('without gradients the norm is 0 and the loss decides', () => {
    expect(guard([], 1)).toEqual({ factor: 1, norm: 0 })
    expect(guard([[]], null)).toEqual({ factor: 1, norm: 0 })
    expect(guard([], null, NaN).factor).toBe(0)
  })
})
