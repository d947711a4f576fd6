import { StateError } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { bits } from '../../src/glsl/index.js'
import { layoutOf } from '../../src/texture/layout.js'
import { openGpu } from '../device.js'

const { gpu, floats, output, values } = await openGpu()

const doubled = gpu.program({
  name: 'doubled',
  reads: ['x'],
  writes: ['result'],
  integers: ['add'],
  element: 'result = 2.0 * x(i) + float(add);',
})

const numbers = (length: number): number[] => Array.from({ length }, (_, i) => (i % 1000) - 500)

describe('a program', () => {
  test.each([
    ['growing', [1, 2, 3, 4, 5, 8, 9, 63, 64, 65, 1000, 32_767, 32_768, 32_769, 65_537]],
    ['shrinking', [65_537, 32_769, 32_767, 1000, 5, 3, 1]],
    ['alternating', [5, 40_001, 3, 40_000, 1]],
  ])('computes every element of %s buffers', async (_, lengths) => {
    for (const length of lengths) {
      const [x, result] = [floats(numbers(length)), output(length)]
      doubled.launch({ x, result, add: length })
      expect(await values(result)).toEqual(numbers(length).map((value) => 2 * value + length))
    }
  })

  test('computes every element where textures are thousands wide', async () => {
    for (const length of [4 * 1024 * 1024, 4 * 1024 * 1024 + 1]) {
      const x = output(length)
      const result = gpu.temporary(length)
      const position = gpu.program({ name: 'position', reads: [], writes: ['result'], element: 'result = float(i);' })
      position.launch({ result: x })
      doubled.launch({ x, result, add: 1 })
      const found = await values(result)
      expect(found.length).toBe(length)
      expect(found.findIndex((value, i) => value !== 2 * i + 1)).toBe(-1)
      for (const buffer of [x, result]) gpu.release(buffer)
    }
  }, 120_000)

  test('reads every element of buffers whose layout is compiled in', async () => {
    for (const length of [1, 4, 5, 63, 65, 50_176, 100_352, 4 * 1024 * 1024 + 1]) {
      const x = gpu.temporary(length)
      const result = gpu.temporary(length)
      const position = gpu.program({ name: 'position', reads: [], writes: ['result'], element: 'result = float(i);' })
      position.launch({ result: x })
      const copied = gpu.program({
        name: 'copied',
        reads: ['x'],
        writes: ['result'],
        layouts: { x: layoutOf(length) },
        element: 'result = x(i);',
      })
      copied.launch({ x, result })
      const found = await values(result)
      expect(found.length).toBe(length)
      expect(found.findIndex((value, i) => value !== i)).toBe(-1)
      for (const buffer of [x, result]) gpu.release(buffer)
    }
  }, 120_000)

  test('of length 0 does nothing', async () => {
    const result = output(0)
    doubled.launch({ x: floats([]), result, add: 1 })
    expect(await values(result)).toEqual([])
  })

  test('may have loops of more than a thousand rounds', async () => {
    const result = output(1)
    const counts = gpu.program({
      name: 'counts',
      reads: [],
      writes: ['result'],
      integers: ['rounds'],
      element: 'result = 0.0; for (int j = 0; j < rounds; j++) result += 1.0;',
    })
    counts.launch({ result, rounds: 12_345 })
    expect(await values(result)).toEqual([12_345])
  })

  test('divides integers exactly', async () => {
    const divisors = [3, 7, 10, 641, 12_583]
    const numerators = [12_582_913, 16_777_217, 999_999_999, 2 ** 30 - 1]
    const divides = gpu.program({
      name: 'divides',
      reads: [],
      writes: ['quotient', 'remainder'],
      integers: ['numerator', 'divisor'],
      // High and low halves, as a float does not hold the whole.
      element: `
        int which = i == 0 ? numerator / divisor : numerator % divisor;
        quotient = float(which >> 16);
        remainder = float(which & 65535);`,
    })
    for (const numerator of numerators) {
      for (const divisor of divisors) {
        const [quotient, remainder] = [output(2), output(2)]
        divides.launch({ quotient, remainder, numerator, divisor })
        const [high, low] = [await values(quotient), await values(remainder)]
        expect(high.map((half, i) => half * 65_536 + low[i])).toEqual([
          Math.floor(numerator / divisor),
          numerator % divisor,
        ])
      }
    }
  })

  test('is given floats bit for bit, whatever it was given before', async () => {
    const copies = gpu.program({
      name: 'copies',
      reads: [],
      writes: ['result'],
      floats: ['value'],
      texel: 'result = vec4(value);',
    })
    for (const value of [0, -0, NaN, NaN, Infinity, -Infinity, Math.fround(1e-30), Math.fround(0.1)]) {
      const result = output(3)
      copies.launch({ result, value })
      expect(await values(result)).toEqual([value, value, value])
    }
  })

  test('keeps the sum of two floats in two floats', async () => {
    const sums = gpu.program({
      name: 'two-sum',
      reads: ['x'],
      writes: ['error'],
      functions: [bits],
      element: 'error = x(1) - (rounded(x(0) + x(1)) - x(0));',
    })
    const error = output(1)
    sums.launch({ x: floats([1, 2 ** -30]), error })
    expect(await values(error)).toEqual([2 ** -30])
  })

  test('finds NaN in what lies past the end', async () => {
    const pads = gpu.program({
      name: 'pads',
      reads: ['x'],
      writes: ['result'],
      functions: [bits],
      element: 'result = isNaN(xTexel(0).w) ? 1.0 : 0.0;',
    })
    const [x, result, again] = [floats([1, 2, 3]), output(3), output(1)]
    pads.launch({ x, result })
    pads.launch({ x: result, result: again })
    expect(await values(result)).toEqual([1, 1, 1])
    expect(await values(again)).toEqual([1])
  })
})

describe('a buffer that is input and output', () => {
  test('is replaced as a whole and keeps its identity', async () => {
    const reversed = gpu.program({
      name: 'reversed',
      reads: ['x'],
      writes: ['result'],
      element: 'result = x(outLength - 1 - i);',
    })
    const x = floats(numbers(1001))
    for (let i = 0; i < 3; i++) reversed.launch({ x, result: x })
    expect(await values(x)).toEqual(numbers(1001).toReversed())
  })

  test('takes no more textures than one, however often', () => {
    const x = floats(numbers(77))
    doubled.launch({ x, result: x, add: 1 })
    const { idleBytes, liveBytes } = gpu.pool
    for (let i = 0; i < 20; i++) doubled.launch({ x, result: x, add: 1 })
    expect(gpu.pool).toMatchObject({ idleBytes, liveBytes })
  })
})

describe.each([1, 2, 5, undefined])('with %s render targets, a program of seven outputs', (maxTargets) => {
  const names = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'] as const

  test('computes them all, inputs among them', async () => {
    const { gpu, floats, output, values } = await openGpu({ maxTargets })
    const powers = gpu.program({
      name: 'powers',
      reads: ['x'],
      writes: names,
      element: names.map((name, n) => `${name} = x(i) + ${n}.0;`).join('\n'),
    })
    for (const length of [5, 300, 5]) {
      const x = floats(numbers(length))
      const results = names.map((name) => (name === 'third' ? x : output(length)))
      powers.launch({
        x,
        ...(Object.fromEntries(names.map((name, n) => [name, results[n]])) as Record<(typeof names)[number], typeof x>),
      })
      for (const [n, result] of results.entries()) {
        expect(await values(result)).toEqual(numbers(length).map((value) => value + n))
      }
    }
    gpu.context.close()
  })
})

describe('what is discarded', () => {
  test('stays as it was, in the texture of the buffer itself', async () => {
    const evens = gpu.program({
      name: 'evens',
      reads: ['x'],
      writes: ['result'],
      texel: 'if (t % 2 == 1) discard; result = xTexel(t);',
    })
    const [x, result] = [floats(numbers(32)), output(32)]
    const { texture } = result
    evens.launch({ x, result })
    expect(result.texture).toBe(texture)
    expect(await values(result)).toEqual(numbers(32).map((value, i) => ((i >> 2) % 2 === 0 ? value : -12345)))
  })
})

describe('refused are', () => {
  const launch = (x = floats([1]), result = output(1)): void => doubled.launch({ x, result, add: 0 })

  test('released buffers, as inputs and as outputs', () => {
    const released = floats([1])
    gpu.release(released)
    expect(() => launch(released)).toThrow(StateError)
    expect(() => launch(undefined, released)).toThrow(/freed or is another/)
    expect(() => gpu.release(released)).toThrow(StateError)
  })

  test('buffers of another context', async () => {
    const other = await openGpu()
    expect(() => launch(other.floats([1]))).toThrow(/doubled, x of a buffer/)
    other.gpu.context.close()
  })

  test('buffers that lie otherwise than what was compiled in', () => {
    const [x, result] = [floats(numbers(40)), output(40)]
    const copied = gpu.program({
      name: 'copied',
      reads: ['x'],
      writes: ['result'],
      layouts: { x: layoutOf(4000) },
      element: 'result = x(i);',
    })
    expect(() => copied.launch({ x, result })).toThrow(StateError)
  })

  test('outputs of different lengths', () => {
    const both = gpu.program({ name: 'both', reads: [], writes: ['p', 'q'], element: 'p = 1.0; q = 2.0;' })
    expect(() => both.launch({ p: output(3), q: output(4) })).toThrow(/buffers of 3, 4 elements/)
  })

  test('GLSL that does not compile, with the name of the program and the compiler’s message', () => {
    const wrong = gpu.program({ name: 'wrong', reads: [], writes: ['result'], element: 'result = nonsense;' })
    expect(() => wrong.launch({ result: output(1) })).toThrow(StateError)
    expect(() => wrong.launch({ result: output(1) })).toThrow(/'wrong' cannot be compiled.*nonsense/s)
  })

  test('names that GLSL or gpu.js would misunderstand', () => {
    const named = (name: string) => () => gpu.program({ name: 'named', reads: [name], writes: ['result'], texel: '' })
    expect(named('with_underscore')).toThrow(/'with_underscore' cannot be a name/)
    expect(named('sample')).toThrow(/'sample' cannot be a name/)
    expect(named('result')).toThrow(/named twice/)
  })
})
