import { beforeAll, describe, expect, test } from 'vitest'
import type { Window } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { forEachProduct, windowOf } from './support/convolution.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normals } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

interface Case {
  window: Window
  groups: number
  filters: number
}

const square = { batch: 2, size: [6, 5], channels: 4, kernel: [3, 3] } as const
const CASES: [string, Case][] = [
  ['plain', { window: windowOf(square), groups: 1, filters: 3 }],
  ['padded', { window: windowOf({ ...square, padding: [1, 1] }), groups: 1, filters: 2 }],
  [
    'strided, kernel 3 × 2',
    {
      window: windowOf({ ...square, kernel: [3, 2], stride: [2, 1], padding: [1, 0] }),
      groups: 1,
      filters: 3,
    },
  ],
  ['dilated', { window: windowOf({ ...square, dilation: [2, 1], padding: [2, 1] }), groups: 1, filters: 2 }],
  ['1 × 1', { window: windowOf({ ...square, kernel: [1, 1] }), groups: 1, filters: 5 }],
  ['in two groups', { window: windowOf({ ...square, padding: [1, 1] }), groups: 2, filters: 6 }],
  ['depthwise', { window: windowOf({ ...square, padding: [1, 1], stride: [2, 2] }), groups: 4, filters: 4 }],
  ['depthwise with multiplier 2', { window: windowOf(square), groups: 4, filters: 8 }],
  [
    'padded on one side only',
    {
      window: { ...windowOf({ ...square, stride: [2, 2] }), outHeight: 3, outWidth: 3 },
      groups: 1,
      filters: 2,
    },
  ],
  [
    'of one dimension',
    {
      window: windowOf({ batch: 3, size: [1, 9], channels: 2, kernel: [1, 3], padding: [0, 1] }),
      groups: 1,
      filters: 4,
    },
  ],
]

const product = (window: Window, filters: number) => window.batch * window.outHeight * window.outWidth * filters
const inputLength = ({ batch, height, width, channels }: Window) => batch * height * width * channels
const weightLength = ({ kernelHeight, kernelWidth, channels }: Window, groups: number, filters: number) =>
  kernelHeight * kernelWidth * (channels / groups) * filters

describe.each(CASES)('convolution, %s', (_, { window, groups, filters }) => {
  const x = normals(inputLength(window), 1)
  const weight = normals(weightLength(window, groups, filters), 2)
  const bias = normals(filters, 3)
  const dy = normals(product(window, filters), 4)
  const bound = { rtol: 1e-5, atol: 2e-6 }

  test('is the sum of products under the window, plus bias', () => {
    const expected = dy.map((_, i) => bias[i % filters])
    forEachProduct(window, groups, filters, (yAt, xAt, weightAt) => {
      expected[yAt] += x[xAt] * weight[weightAt]
    })
    const y = lab.empty(dy.length)
    const buffers = { x: lab.floats(x), weight: lab.floats(weight), bias: lab.floats(bias), y }
    lab.run('convolve', { ...buffers, window, groups, filters, activation: null, alpha: 0 })
    expectClose(lab.values(y), expected, bound)
    lab.run('convolve', { ...buffers, window, groups, filters, activation: 'relu', alpha: 0 })
    expectClose(
      lab.values(y),
      expected.map((value) => Math.max(value, 0)),
      bound,
    )
  })

  test('sends dy back along every product to x', () => {
    const expected = x.map(() => 0)
    forEachProduct(window, groups, filters, (yAt, xAt, weightAt) => {
      expected[xAt] += dy[yAt] * weight[weightAt]
    })
    const dx = lab.empty(x.length)
    lab.run('convolveInputGradient', {
      dy: lab.floats(dy),
      weight: lab.floats(weight),
      dx,
      window,
      groups,
      filters,
    })
    expectClose(lab.values(dx), expected, bound)
  })

  test('sends dy back along every product to the weight', () => {
    const expected = weight.map(() => 0)
    forEachProduct(window, groups, filters, (yAt, xAt, weightAt) => {
      expected[weightAt] += dy[yAt] * x[xAt]
    })
    const dweight = lab.empty(weight.length)
    lab.run('convolveWeightGradient', {
      x: lab.floats(x),
      dy: lab.floats(dy),
      dweight,
      window,
      groups,
      filters,
    })
    expectClose(lab.values(dweight), expected, bound)
  })
})

describe('convolution of an empty batch', () => {
  const window = windowOf({ ...square, batch: 0 })

  test('is empty, and its weight gradient is 0', () => {
    const weight = normals(weightLength(window, 2, 4), 1)
    const [nothing, dweight] = [lab.floats([]), lab.empty(weight.length)]
    const shape = { window, groups: 2, filters: 4 }
    lab.run('convolve', {
      x: nothing,
      weight: lab.floats(weight),
      bias: null,
      y: lab.empty(0),
      ...shape,
      activation: null,
      alpha: 0,
    })
    lab.run('convolveInputGradient', { dy: nothing, weight: lab.floats(weight), dx: lab.empty(0), ...shape })
    lab.run('convolveWeightGradient', { x: nothing, dy: nothing, dweight, ...shape })
    expect(lab.values(dweight)).toEqual(weight.map(() => 0))
  })
})
