import { expect, test } from 'vitest'
import { OptionError, ShapeError } from '../../src/errors.js'
import { initializerRandom, orthogonal } from '../../src/initializers/index.js'

/** Row-major matrix in double precision. */
function matrix(shape: readonly number[], seed: number, gain?: number): number[][] {
  const columns = shape.at(-1) as number
  const values = [...orthogonal({ gain }).generate(shape, initializerRandom(seed, 0))]
  return Array.from({ length: values.length / columns }, (_, row) => values.slice(row * columns, (row + 1) * columns))
}

function transposed(a: number[][]): number[][] {
  return a[0].map((_, column) => a.map((row) => row[column]))
}

/** Largest distance of A·Aᵀ from `diagonal`·I. */
function distanceFromOrthogonal(a: number[][], diagonal: number): number {
  const products = a.flatMap((x, i) =>
    a.map((y, j) => Math.abs(x.reduce((sum, value, k) => sum + value * y[k], 0) - (i === j ? diagonal : 0))),
  )
  return Math.max(...products)
}

test.each([[[5, 5]], [[40, 7]], [[784, 10]], [[1, 1]], [[6, 1]]])('columns of %j are orthonormal', (shape) => {
  expect(distanceFromOrthogonal(transposed(matrix(shape, 3)), 1)).toBeLessThan(1e-6)
})

test.each([[[5, 5]], [[7, 40]], [[1, 9]]])('rows of %j are orthonormal', (shape) => {
  expect(distanceFromOrthogonal(matrix(shape, 3), 1)).toBeLessThan(1e-6)
})

test('a convolution kernel is read as [height · width · inputs, filters]', () => {
  expect(distanceFromOrthogonal(transposed(matrix([3, 3, 2, 8], 3)), 1)).toBeLessThan(1e-6)
})

test('the gain multiplies', () => {
  expect(distanceFromOrthogonal(matrix([4, 4], 3, 3), 9)).toBeLessThan(1e-5)
})

test('rotations and reflections, and both signs of each element, are equally likely', () => {
  const draws = 400
  const found = Array.from({ length: draws }, (_, seed) => matrix([2, 2], seed))
  const share = (holds: (a: number[][]) => boolean) => found.filter(holds).length / draws
  const near = 5 * Math.sqrt(0.25 / draws)
  expect(Math.abs(share((a) => a[0][0] > 0) - 0.5)).toBeLessThan(near)
  expect(Math.abs(share((a) => a[0][1] > 0) - 0.5)).toBeLessThan(near)
  expect(Math.abs(share((a) => a[1][1] > 0) - 0.5)).toBeLessThan(near)
  expect(Math.abs(share((a) => a[0][0] * a[1][1] - a[0][1] * a[1][0] > 0) - 0.5)).toBeLessThan(near)
})

test('it stays orthonormal when the drawn matrix has no inverse', () => {
  const still = {
    uniform: (length: number) => new Float32Array(length),
    normal: (length: number) => new Float32Array(length).fill(1),
  }
  const values = [...orthogonal().generate([3, 3], still)]
  const rows = [0, 1, 2].map((row) => values.slice(row * 3, row * 3 + 3))
  expect(distanceFromOrthogonal(rows, 1)).toBeLessThan(1e-6)
})

test('vectors and gains that are no number are refused', () => {
  expect(() => matrix([3], 0)).toThrow(ShapeError)
  expect(() => orthogonal({ gain: NaN })).toThrow(OptionError)
})
