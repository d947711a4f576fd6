import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

describe('guard', () => {
  const guarded = (gradients: number[][], loss: number, maxNorm: number | null): { factor: number; norm: number } => {
    const [factor, norm] = [output(1), output(1)]
    kernels.guard({ gradients: gradients.map((g) => floats(g)), loss: floats([loss]), factor, norm, maxNorm })
    return { factor: values(factor)[0], norm: values(norm)[0] }
  }
  const gradients = [randomFloats(9, 1), [], randomFloats(4, 2)]
  const length = Math.hypot(...gradients.flat())

  test('clips to the norm of all gradients together', () => {
    const { factor, norm } = guarded(gradients, 1, 0.5)
    expectClose([factor, norm], [0.5 / length, length])
    expect(guarded(gradients, 1, 100).factor).toBe(1)
    expect(guarded(gradients, 1, null).factor).toBe(1)
    expect(guarded([[0, 0]], 1, 0.5)).toEqual({ factor: 1, norm: 0 })
  })

  test.each([NaN, Infinity, -Infinity])('%d in a gradient or in the loss gives factor 0', (bad) => {
    expect(guarded([[1], [2, bad, 3]], 1, 1).factor).toBe(0)
    expect(guarded(gradients, bad, null).factor).toBe(0)
  })

  test('a large norm does not overflow on the way', () => {
    expectClose(Object.values(guarded([[3e30, -4e30]], 0, 5e29)), [0.1, 5e30])
  })
})

describe('commitStatistics', () => {
  const batch = (count: number[]): Record<'count' | 'center' | 'residual' | 'm2', ReturnType<typeof floats>> => ({
    count: floats(count),
    center: floats([2, -1]),
    residual: floats([1e-8, 0]),
    m2: floats([12, 6]),
  })
  const running = (): Record<'mean' | 'variance' | 'updates', ReturnType<typeof floats>> => ({
    mean: floats([1, 1]),
    variance: floats([5, 3]),
    updates: floats([3]),
  })
  const after = (state: ReturnType<typeof running>): number[][] => Object.values(state).map(values)

  test('moves by the weight, towards the biased or the unbiased variance', () => {
    const [biased, unbiased] = [running(), running()]
    const shared = { ...batch([4, 4]), factor: floats([0.3]), weight: 0.25 }
    kernels.commitStatistics({ ...shared, ...biased, unbiased: false })
    kernels.commitStatistics({ ...shared, ...unbiased, unbiased: true })
    expect(after(biased)).toEqual([[1.25, 0.5], [4.5, 2.625], [4]])
    expect(after(unbiased)).toEqual([[1.25, 0.5], [4.75, 2.75], [4]])
  })

  test('without a weight it is the average over updates', () => {
    const state = { ...running(), updates: floats([0]) }
    kernels.commitStatistics({ ...batch([4, 4]), ...state, factor: floats([1]), weight: null, unbiased: false })
    expect(after(state)).toEqual([[2, -1], [3, 1.5], [1]])
    const next = { ...batch([4, 4]), center: floats([4, 1]), m2: floats([4, 2]) }
    kernels.commitStatistics({ ...next, ...state, factor: floats([1]), weight: null, unbiased: false })
    expect(after(state)).toEqual([[3, 0], [2, 1], [2]])
  })

  test('factor 0 or an empty batch leaves every bit', () => {
    const state = running()
    const before = after(state)
    const bad = { ...batch([4, 4]), center: floats([NaN, NaN]), m2: floats([NaN, Infinity]) }
    kernels.commitStatistics({ ...bad, ...state, factor: floats([0]), weight: 0.1, unbiased: false })
    kernels.commitStatistics({ ...batch([0, 0]), ...state, factor: floats([1]), weight: 0.1, unbiased: false })
    expect(after(state)).toEqual(before)
  })

  test('a single value moves the mean but has no unbiased variance', () => {
    const state = running()
    kernels.commitStatistics({ ...batch([1, 1]), ...state, factor: floats([1]), weight: 0.5, unbiased: true })
    expect(after(state)).toEqual([[1.5, 0], [5, 3], [4]])
  })
})
