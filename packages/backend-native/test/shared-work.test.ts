import { random } from '@evenkeel/core'
import type { Backend, Buffer, HostArray, Operand } from '@evenkeel/core/backend'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { native } from '../src/index.js'
import { loadAddon } from '../src/load-addon.js'

/** Long enough that each kernel shares its work between threads, and no multiple of anything. */
const LENGTH = 300_007
const ROWS = 541
const COLUMNS = 569

/** Floats that all differ, with their place in their value. */
const counted = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i - 1000.5)
/** The same bits, zeros with their sign, at every place. */
function expectSame(actual: HostArray, expected: HostArray): void {
  expect(actual.length).toBe(expected.length)
  const at = expected.findIndex((value, i) => !Object.is(actual[i], value))
  expect(at < 0 ? 'no difference' : `[${at}] is ${actual[at]}, expected ${expected[at]}`).toBe('no difference')
}

const full: Operand = { channels: LENGTH, inner: 1 }

describe.each(loadAddon().instructionSets)('three threads with %s', (instructionSet) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await native.open({ instructionSet, threads: 3 })
  })
  afterAll(() => backend.close())

  function upload(values: HostArray): Buffer {
    const buffer = backend.allocate(values.length, values instanceof Int32Array ? 'int32' : 'float32')
    backend.write(buffer, values)
    return buffer
  }

  /** What a kernel writes into a fresh buffer of `length` elements. */
  function written(length: number, run: (out: Buffer) => void, dtype: 'float32' | 'int32' = 'float32'): HostArray {
    const out = upload(dtype === 'int32' ? new Int32Array(length).fill(77) : new Float32Array(length).fill(77))
    run(out)
    return backend.readSync!(out)
  }

  const x = counted(LENGTH)
  const matrix = counted(ROWS * COLUMNS)

  test('fill', () => {
    const out = written(LENGTH, (out) => backend.kernels.fill({ out, value: 2.5 }))
    expectSame(out, new Float32Array(LENGTH).fill(2.5))
  })

  test('copy a part to another place', () => {
    const length = 200_003
    const into = upload(new Float32Array(LENGTH))
    backend.kernels.copy({ source: upload(x), into, sourceOffset: 13, intoOffset: 99_991, length })
    const expected = new Float32Array(LENGTH)
    expected.set(x.subarray(13, 13 + length), 99_991)
    expectSame(backend.readSync!(into), expected)
  })

  test('cast, modulo 2³² beyond the range of int32', () => {
    const floats = x.map((value) => value * 2 ** (Math.abs(value) % 60))
    const out = written(LENGTH, (out) => backend.kernels.cast({ x: upload(floats), out }), 'int32')
    expectSame(out, Int32Array.from(floats))
  })

  test('arrange: a transposition', () => {
    const x = upload(matrix)
    const out = written(matrix.length, (out) =>
      backend.kernels.arrange({ x, out, shape: [COLUMNS, ROWS], strides: [1, COLUMNS], offset: 0 }),
    )
    const expected = matrix.map((_, i) => matrix[(i % ROWS) * COLUMNS + Math.floor(i / ROWS)])
    expectSame(out, expected)
  })

  test('arrange: the two last of three axes exchanged, the first flipped', () => {
    const [outer, rows, columns] = [7, 200, 210]
    const values = counted(outer * rows * columns)
    const out = written(values.length, (out) =>
      backend.kernels.arrange({
        x: upload(values),
        out,
        shape: [outer, columns, rows],
        strides: [-rows * columns, 1, columns],
        offset: (outer - 1) * rows * columns,
      }),
    )
    const source = (i: number): number => {
      const [plane, column, row] = [Math.floor(i / (rows * columns)), Math.floor(i / rows) % columns, i % rows]
      return (outer - 1 - plane) * rows * columns + row * columns + column
    }
    expectSame(
      out,
      values.map((_, i) => values[source(i)]),
    )
  })

  test('place: a box', () => {
    const [width, left, top] = [COLUMNS + 31, 17, 5]
    const shape = [ROWS + 9, width]
    const into = upload(new Float32Array(shape[0] * width))
    backend.kernels.place({ x: upload(matrix), into, shape, start: [top, left], extent: [ROWS, COLUMNS] })
    const expected = new Float32Array(shape[0] * width)
    for (let row = 0; row < ROWS; row++) {
      expected.set(matrix.subarray(row * COLUMNS, (row + 1) * COLUMNS), (row + top) * width + left)
    }
    expectSame(backend.readSync!(into), expected)
  })

  test('gatherRows', () => {
    const rows = Int32Array.from({ length: 1009 }, (_, r) => (r * 7919) % ROWS)
    const out = written(rows.length * COLUMNS, (out) =>
      backend.kernels.gatherRows({ table: upload(matrix), rows: upload(rows), out, rowLength: COLUMNS }),
    )
    const source = (i: number): number => rows[Math.floor(i / COLUMNS)] * COLUMNS + (i % COLUMNS)
    expectSame(
      out,
      Float32Array.from(out, (_, i) => matrix[source(i)]),
    )
  })

  test('scatterRows adds repeated rows in their order', () => {
    const rows = Int32Array.from({ length: 1009 }, (_, r) => (r * r) % 37)
    const values = Float32Array.from({ length: rows.length * COLUMNS }, (_, i) => Math.sin(i))
    const into = upload(new Float32Array(37 * COLUMNS))
    backend.kernels.scatterRows!({ x: upload(values), rows: upload(rows), into, rowLength: COLUMNS })
    const expected = new Float32Array(37 * COLUMNS)
    rows.forEach((row, r) => {
      for (let j = 0; j < COLUMNS; j++) expected[row * COLUMNS + j] += values[r * COLUMNS + j]
    })
    expectSame(backend.readSync!(into), expected)
  })

  test('map', () => {
    const out = written(LENGTH, (out) => backend.kernels.map({ x: upload(x), out, op: 'linear', alpha: 0.1, beta: 3 }))
    expectSame(
      out,
      x.map((value) => 0.1 * value + 3),
    )
  })

  const operands: readonly (readonly [string, Operand])[] = [
    ['full', full],
    ['a scalar', { channels: 1, inner: LENGTH }],
    ['a short row', { channels: 7, inner: 1 }],
    ['a long row', { channels: 1013, inner: 1 }],
    ['a column of short rows', { channels: 100_003, inner: 3 }],
    ['a column of long rows', { channels: 301, inner: 997 }],
    ['a middle axis', { channels: 5, inner: 11 }],
  ]

  const at = (values: HostArray, { channels, inner }: Operand, i: number): number =>
    values[Math.floor(i / inner) % channels]

  test.each(operands)('zip by %s', (_, operandB) => {
    const b = counted(operandB.channels)
    const out = written(LENGTH, (out) =>
      backend.kernels.zip({
        a: upload(x),
        b: upload(b),
        out,
        op: 'sub',
        length: LENGTH,
        operandA: full,
        operandB,
        alpha: 0,
        beta: 0,
      }),
    )
    expectSame(
      out,
      x.map((value, i) => value - at(b, operandB, i)),
    )
  })

  test.each(operands)('choose by a mask that is %s', (_, operandMask) => {
    const mask = Float32Array.from({ length: operandMask.channels }, (_, i) => i % 3)
    const operandA = { channels: 1013, inner: 1 }
    const operandB = { channels: 31, inner: 10_007 }
    const [a, b] = [counted(1013), counted(31)]
    const out = written(LENGTH, (out) =>
      backend.kernels.choose({
        mask: upload(mask),
        a: upload(a),
        b: upload(b),
        out,
        length: LENGTH,
        operandMask,
        operandA,
        operandB,
      }),
    )
    const chosen = (i: number): number => (at(mask, operandMask, i) === 0 ? at(b, operandB, i) : at(a, operandA, i))
    expectSame(
      out,
      x.map((_, i) => chosen(i)),
    )
  })

  test('activate and its gradient', () => {
    const y = written(LENGTH, (y) => backend.kernels.activate!({ x: upload(x), y, activation: 'relu', alpha: 0 }))
    expectSame(
      y,
      x.map((value) => Math.max(value, 0)),
    )
    const dx = written(LENGTH, (dx) =>
      backend.kernels.activateGradient!({ dy: upload(x), saved: upload(y), dx, activation: 'relu', alpha: 0 }),
    )
    expectSame(
      dx,
      x.map((value) => value * Number(value > 0)),
    )
  })

  const sequence = { seed: 2 ** 32 - 1, stream: 3, offset: 2 ** 31 }

  test('random: the bits of the contract', () => {
    const expected = new Float32Array(LENGTH)
    random.fillUniform(expected, sequence)
    const out = written(LENGTH, (out) => backend.kernels.random!({ out, distribution: 'uniform', ...sequence }))
    expectSame(out, expected)
  })

  test('random: normal numbers to a millionth', () => {
    const expected = new Float32Array(LENGTH)
    random.fillNormal(expected, sequence)
    const out = written(LENGTH, (out) => backend.kernels.random!({ out, distribution: 'normal', ...sequence }))
    const error = expected.map((value, i) => Math.abs(value - out[i]))
    expect(error.reduce((worst, value) => Math.max(worst, value))).toBeLessThan(1e-6)
  })

  test('dropout keeps what is not below the rate', () => {
    const uniform = new Float32Array(LENGTH)
    random.fillUniform(uniform, sequence)
    for (const rate of [0, 0.3, 0.5, uniform[5], uniform[5] + 2 ** -30]) {
      const mask = upload(new Float32Array(LENGTH))
      const y = written(LENGTH, (y) => backend.kernels.dropout!({ x: upload(x), y, mask, rate, ...sequence }))
      const kept = Math.fround(1 / (1 - rate))
      const expected = uniform.map((value) => (value >= rate ? kept : 0))
      expectSame(backend.readSync!(mask), expected)
      expectSame(
        y,
        x.map((value, i) => value * expected[i]),
      )
    }
  })
})
