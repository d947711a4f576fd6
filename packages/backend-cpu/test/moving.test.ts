import { describe, expect, test } from 'vitest'
import { openDevice, SENTINEL } from './device.js'

const { kernels, floats, integers, output, values } = await openDevice()

describe('fill, copy and cast', () => {
  test('fill sets every element of either dtype', () => {
    const [x, labels] = [output(3), integers([1, 2])]
    kernels.fill({ out: x, value: 0.1 })
    kernels.fill({ out: labels, value: -7 })
    expect(values(x)).toEqual(Array(3).fill(Math.fround(0.1)))
    expect(values(labels)).toEqual([-7, -7])
  })

  test.each([0, 1, 5, 64, 200])('copy of %i elements leaves the rest of the target', (length) => {
    const source = floats(Array.from({ length: length + 3 }, (_, i) => i))
    const into = output(length + 4)
    kernels.copy({ source, into, sourceOffset: 2, intoOffset: 1, length })
    const middle = Array.from({ length }, (_, i) => i + 2)
    expect(values(into)).toEqual([SENTINEL, ...middle, SENTINEL, SENTINEL, SENTINEL])
  })

  test('cast to int32 rounds towards zero, and int32 becomes float32', () => {
    const whole = integers([9, 9, 9, 9])
    kernels.cast({ x: floats([1.9, -1.9, 0.5, -3]), out: whole })
    expect(values(whole)).toEqual([1, -1, 0, -3])
    const real = output(2)
    kernels.cast({ x: integers([-4, 16_777_216]), out: real })
    expect(values(real)).toEqual([-4, 16_777_216])
  })
})

describe('arrange', () => {
  const x = floats(Array.from({ length: 24 }, (_, i) => i))

  test.each([
    { name: 'permutes [2, 3, 4] to [4, 2, 3]', shape: [4, 2, 3], strides: [1, 12, 4], offset: 0 },
    { name: 'slices rows 1..2 and columns 1..3', shape: [2, 1, 3], strides: [12, 4, 1], offset: 5 },
    { name: 'expands a row along a new axis', shape: [3, 4], strides: [0, 1], offset: 8 },
    { name: 'flips two axes', shape: [6, 4], strides: [-4, -1], offset: 23 },
    { name: 'reads a single element into shape []', shape: [], strides: [], offset: 17 },
    { name: 'copies dense axes', shape: [2, 3, 4], strides: [12, 4, 1], offset: 0 },
    { name: 'takes every second column', shape: [2, 3, 2], strides: [12, 4, 2], offset: 1 },
    { name: 'does nothing with a size of 0', shape: [2, 0, 4], strides: [12, 4, 1], offset: 0 },
  ])('$name', ({ shape, strides, offset }) => {
    const out = output(shape.reduce((product, size) => product * size, 1))
    kernels.arrange({ x, out, shape, strides, offset })
    const expected = values(out).map((_, i) => {
      let position = offset
      let rest = i
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        position += (rest % shape[axis]) * strides[axis]
        rest = Math.floor(rest / shape[axis])
      }
      return position
    })
    expect(values(out)).toEqual(expected)
  })

  test('moves int32 and keeps every bit', () => {
    const out = integers([0, 0])
    kernels.arrange({ x: integers([2 ** 31 - 1, -5]), out, shape: [2], strides: [-1], offset: 1 })
    expect(values(out)).toEqual([-5, 2 ** 31 - 1])
  })
})

describe('place', () => {
  test.each([
    { shape: [4, 5, 3], start: [1, 2, 0], extent: [2, 3, 3] },
    { shape: [4, 5, 3], start: [0, 0, 1], extent: [4, 5, 1] },
    { shape: [4, 5, 3], start: [0, 0, 0], extent: [4, 5, 3] },
    { shape: [4, 100], start: [1, 7], extent: [2, 80] },
    { shape: [6], start: [2], extent: [3] },
    { shape: [], start: [], extent: [] },
    { shape: [4, 5], start: [1, 1], extent: [0, 2] },
  ])('a box of $extent at $start of $shape', ({ shape, start, extent }) => {
    const size = (sizes: readonly number[]): number => sizes.reduce((product, n) => product * n, 1)
    const into = output(size(shape))
    kernels.place({ x: floats(Array.from({ length: size(extent) }, (_, i) => i)), into, shape, start, extent })
    const expected = values(into).map((_, i) => {
      let rest = i
      let inside = 0
      let stride = 1
      for (let axis = shape.length - 1; axis >= 0; axis--) {
        const position = (rest % shape[axis]) - start[axis]
        rest = Math.floor(rest / shape[axis])
        if (position < 0 || position >= extent[axis]) return SENTINEL
        inside += position * stride
        stride *= extent[axis]
      }
      return inside
    })
    expect(values(into)).toEqual(expected)
  })
})

describe('rows', () => {
  test.each([1, 3, 70])('gatherRows picks rows of length %i, some twice', (rowLength) => {
    const table = floats(Array.from({ length: 4 * rowLength }, (_, i) => i))
    const rows = [3, 0, 3]
    const out = output(rows.length * rowLength)
    kernels.gatherRows({ table, rows: integers(rows), out, rowLength })
    const row = (r: number): number[] => Array.from({ length: rowLength }, (_, j) => r * rowLength + j)
    expect(values(out)).toEqual(rows.flatMap(row))
  })

  test('gatherRows moves labels', () => {
    const out = integers([0, 0])
    kernels.gatherRows({ table: integers([5, 6, 7]), rows: integers([2, 0]), out, rowLength: 1 })
    expect(values(out)).toEqual([7, 5])
  })

  test('scatterRows adds to what is there, rows named twice twice', () => {
    const into = floats([1, 2, 3, 4, 5, 6])
    kernels.scatterRows({ x: floats([10, 20, 30, 40, 50, 60]), rows: integers([2, 0, 2]), into, rowLength: 2 })
    expect(values(into)).toEqual([31, 42, 3, 4, 65, 86])
  })

  test('no rows are no work', () => {
    const into = floats([1])
    kernels.scatterRows({ x: floats([]), rows: integers([]), into, rowLength: 1 })
    kernels.gatherRows({ table: into, rows: integers([]), out: floats([]), rowLength: 1 })
    expect(values(into)).toEqual([1])
  })
})
