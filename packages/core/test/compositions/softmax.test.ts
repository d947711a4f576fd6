import { beforeAll, describe, expect, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'
import { numbers, tolerance, vectorCases, vectorsPresent } from './support/vectors.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

type Shape = readonly [outer: number, n: number, inner: number]

function softmax(x: readonly number[], [outer, n, inner]: Shape, log: boolean): number[] {
  const y = lab.empty(x.length)
  lab.run('softmax', { x: lab.floats(x), y, outer, n, inner, log })
  return lab.values(y)
}

/** log softmax over the middle, in double precision. */
function logSoftmax(x: readonly number[], [outer, n, inner]: Shape): number[] {
  const out = new Array<number>(x.length)
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = Array.from({ length: n }, (_, k) => (o * n + k) * inner + i)
      const largest = Math.max(...at.map((k) => x[k]))
      const total = at.reduce((sum, k) => sum + Math.exp(x[k] - largest), 0)
      for (const k of at) out[k] = x[k] - largest - Math.log(total)
    }
  }
  return out
}

describe.each([[[3, 5, 1]], [[1, 5, 4]], [[3, 5, 4]], [[4, 1, 3]], [[2, 1000, 1]]] as [Shape][])(
  'softmax over the middle of %j',
  (shape) => {
    const x = normals(shape[0] * shape[1] * shape[2], 4, 5)

    test('is e^x / Σ e^x', () => {
      expectClose(softmax(x, shape, false), logSoftmax(x, shape).map(Math.exp))
    })

    test('has the logarithm x − log Σ e^x', () => {
      expectClose(softmax(x, shape, true), logSoftmax(x, shape))
    })
  },
)

describe('softmax', () => {
  test('is stable at ±10⁴', () => {
    const x = [1e4, 9999, -1e4, -1e4, -10001, 0]
    expectClose(softmax(x, [2, 3, 1], false), logSoftmax(x, [2, 3, 1]).map(Math.exp))
    expectClose(softmax(x, [2, 3, 1], true), logSoftmax(x, [2, 3, 1]))
  })

  test('gives NaN to the row of a NaN and to no other', () => {
    const y = softmax([1, NaN, 2, 3], [2, 2, 1], false)
    expect(y.map(Number.isNaN)).toEqual([true, true, false, false])
  })

  test('of −∞ beside finite numbers is 0, and its logarithm −∞', () => {
    expectClose(softmax([-Infinity, 1, 1], [1, 3, 1], false), [0, 0.5, 0.5])
    expectClose(softmax([-Infinity, 1, 1], [1, 3, 1], true), [-Infinity, -Math.LN2, -Math.LN2])
  })

  test.each([[[0, 3, 1]], [[2, 0, 3]], [[2, 3, 0]]] as [Shape][])('of the empty shape %j is empty', (shape) => {
    expect(softmax([], shape, false)).toEqual([])
    expect(softmax([], shape, true)).toEqual([])
  })
})

const cases = vectorCases('torch/activations.json').filter(({ op }) => op.endsWith('oftmax'))

describe.runIf(vectorsPresent)("PyTorch's softmax", () => {
  test.each(cases)('$name', ({ op, attributes, inputs, outputs }) => {
    const sizes = inputs[0].shape
    const axis = (Number(attributes.axis) + sizes.length) % sizes.length
    const product = (from: number, to: number) => sizes.slice(from, to).reduce((p, size) => p * size, 1)
    const shape: Shape = [product(0, axis), sizes[axis], product(axis + 1, sizes.length)]
    const y = softmax(numbers(inputs, 'x'), shape, op === 'LogSoftmax')
    expectClose(y, numbers(outputs, 'y'), tolerance(outputs, 'y'))
  })
})
