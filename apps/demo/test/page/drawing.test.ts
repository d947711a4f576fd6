import { describe, expect, test } from 'vitest'
import { centerOfMass, inkBox, resample, type Ink } from '../../src/page/drawing/ink.js'
import { mnistImage } from '../../src/page/drawing/mnist-image.js'
import { movePen } from '../../src/page/drawing/pen.js'

/** Ink of the given amount in a rectangle of a field. */
function block(size: number, left: number, top: number, width: number, height: number, amount = 1): Ink {
  const values = new Float32Array(size * size)
  for (let y = top; y < top + height; y++) values.fill(amount, y * size + left, y * size + left + width)
  return { values, width: size, height: size }
}

function add(a: Ink, b: Ink): Ink {
  return { ...a, values: a.values.map((value, index) => value + b.values[index]) }
}

/** The columns that hold ink in a row of 28. */
function row(image: Float32Array, y: number): number[] {
  return [...image.subarray(28 * y, 28 * (y + 1))]
}

describe('ink', () => {
  test('its box touches it on all sides', () => {
    expect(inkBox(block(50, 7, 11, 3, 20))).toEqual({ left: 7, top: 11, right: 10, bottom: 31 })
    expect(inkBox(block(50, 0, 0, 0, 0))).toBeNull()
  })

  test('a smaller pixel is the mean of the area it covers', () => {
    const checks: Ink = { values: Float32Array.of(1, 0, 0, 0.5), width: 2, height: 2 }
    expect(resample(checks, { left: 0, top: 0, right: 2, bottom: 2 }, 1, 1).values[0]).toBe(0.375)
    const thirds: Ink = { values: Float32Array.of(1, 0, 0), width: 3, height: 1 }
    expect([...resample(thirds, { left: 0, top: 0, right: 3, bottom: 1 }, 2, 1).values]).toEqual([
      expect.closeTo(2 / 3, 6),
      0,
    ])
  })

  test('its center of mass is weighed: 3 parts at 0.5 and 1 part at 4.5 balance at 1.5', () => {
    const ink: Ink = { values: Float32Array.of(0.75, 0, 0, 0, 0.25), width: 5, height: 1 }
    expect(centerOfMass(ink)).toEqual({ x: 1.5, y: 0.5 })
  })
})

describe('an image as MNIST prepares it', () => {
  test('a block of 40 by 20 becomes 20 by 10 in the middle: rows 9 to 18, columns 4 to 23', () => {
    const image = mnistImage(block(100, 3, 60, 40, 20))
    const inked = Array.from({ length: 28 }, (_, x) => (x >= 4 && x < 24 ? 1 : 0))
    for (let y = 0; y < 28; y++) expect(row(image, y)).toEqual(y >= 9 && y < 19 ? inked : new Array(28).fill(0))
  })

  test('a dot fills the box of 20 by 20', () => {
    expect(mnistImage(block(280, 100, 5, 1, 1)).reduce((sum, value) => sum + value, 0)).toBe(400)
  })

  test('what is heavier at the left moves to the right: mass 200 at 5 and 50 at 15 balance at 7, so it begins at 7', () => {
    const image = mnistImage(add(block(20, 0, 0, 10, 20), block(20, 10, 0, 10, 20, 0.25)))
    const inked = Array.from({ length: 28 }, (_, x) => (x < 7 ? 0 : x < 17 ? 1 : x < 27 ? 0.25 : 0))
    expect(row(image, 4)).toEqual(inked)
    expect(row(image, 3)).toEqual(new Array(28).fill(0))
  })

  test('nothing is cut off, however uneven the mass', () => {
    const image = mnistImage(add(block(20, 0, 0, 1, 20), block(20, 19, 0, 1, 20, 0.01)))
    expect(row(image, 10)[27]).toBeCloseTo(0.01)
    expect(row(image, 10)[8]).toBe(1)
  })

  test('where the ink lies does not matter', () => {
    expect(mnistImage(block(280, 10, 10, 44, 66))).toEqual(mnistImage(block(280, 200, 150, 44, 66)))
  })

  test('no ink is no image', () => {
    expect(mnistImage(block(28, 0, 0, 0, 0))).toEqual(new Float32Array(784))
  })
})

test('arrow keys move the pen and keep it on the canvas; other keys do not', () => {
  expect(movePen({ x: 140, y: 140 }, 'ArrowLeft')).toEqual({ x: 130, y: 140 })
  expect(movePen({ x: 270, y: 140 }, 'ArrowRight')).toEqual({ x: 270, y: 140 })
  expect(movePen({ x: 140, y: 140 }, 'Tab')).toBeNull()
})
