import type { Window } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { blank, blankInt } from '../../src/call/host.js'
import { seeded } from '../../src/data/seeded.js'
import { WINDOWS, inputLength, kernelArea, outputPositions, window } from '../../src/data/windows.js'
import { ORACLES } from '../../src/oracle/index.js'
import { expectGradient } from './slopes.js'
import { exactly, expectOutput, has, input, permuted, shapeOf, vectorCases } from './vectors.js'
import type { VectorCase } from './vectors.js'

const pair = (value: unknown): readonly [number, number] =>
  Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)]

/** The window of a case over x [N, C, H, W]; the output's size is the case's own, whatever rounding it used. */
function windowOf(vector: VectorCase, kernel: readonly [number, number]): Window {
  const [batch, channels, height, width] = shapeOf(vector, 'x')
  const [, , outHeight, outWidth] = shapeOf(vector, 'y')
  const { stride, dilation = 1, padding } = vector.attributes
  const [top, left] = pair(padding)
  const sizes = { batch, channels, input: [height, width] as const, kernel, padding: [top, left, top, left] as const }
  return { ...window({ ...sizes, stride: pair(stride), dilation: pair(dilation) }), outHeight, outWidth }
}

const NHWC = [0, 2, 3, 1]
const NCHW = [0, 3, 1, 2]

/** A tensor of the case, channels last. */
function channelsLast(vector: VectorCase, name: string): Float32Array {
  return permuted(input(vector, name), shapeOf(vector, name), NHWC)
}

/** Compares a channels-last result with an output of the case, which is channels first. */
function expectChannelsLast(vector: VectorCase, name: string, values: ArrayLike<number>): void {
  const [n, c, h, w] = shapeOf(vector, name)
  expectOutput(vector, name, permuted(values, [n, h, w, c], NCHW))
}

describe('convolution of the oracle', () => {
  for (const vector of vectorCases('conv2d'))
    test(`${vector.name} as in PyTorch`, () => {
      const [filters, channels, height, width] = shapeOf(vector, 'weight')
      const groups = Number(vector.attributes['groups'])
      const shared = { window: windowOf(vector, [height, width]), groups, filters }
      const [x, dy] = [channelsLast(vector, 'x'), channelsLast(vector, 'dy')]
      const weight = permuted(input(vector, 'weight'), [filters, channels, height, width], [2, 3, 1, 0])
      const bias = vector.attributes['bias'] === true ? input(vector, 'bias') : null
      const { y } = ORACLES.convolve({ ...shared, x, weight, bias, y: dy, activation: null, alpha: 0 })
      expectChannelsLast(vector, 'y', y.values)
      const { dx } = ORACLES.convolveInputGradient({ ...shared, dy, weight, dx: x })
      expectChannelsLast(vector, 'dx', dx.values)
      const { dweight } = ORACLES.convolveWeightGradient({ ...shared, x, dy, dweight: weight })
      expectOutput(vector, 'dweight', permuted(dweight.values, [height, width, channels, filters], [3, 2, 0, 1]))
    })

  test.each(WINDOWS)('$name: the product of patches and weights', ({ window: w }) => {
    const [groups, filters] = [2, 6]
    const draw = seeded(1)
    const rowLength = (kernelArea(w) * w.channels) / groups
    const x = exactly(draw.normal(inputLength(w)))
    const weight = exactly(draw.normal(rowLength * filters))
    const rows = ORACLES.patches({ x, out: blank(rowLength * groups * outputPositions(w)), window: w, groups })['out']
      .values
    const y = blank(outputPositions(w) * filters)
    const args = { x, weight, bias: null, y, window: w, groups, filters, activation: null, alpha: 0 }
    const direct = ORACLES.convolve(args)['y'].values
    for (let i = 0; i < y.length; i++) {
      const [position, filter] = [Math.floor(i / filters), i % filters]
      const group = Math.floor(filter / (filters / groups))
      const start = (group * outputPositions(w) + position) * rowLength
      let sum = 0
      for (let j = 0; j < rowLength; j++) sum += rows[start + j] * weight[j * filters + filter]
      expect(direct[i]).toBeCloseTo(sum, 12)
    }
  })
})

describe('pooling of the oracle', () => {
  for (const vector of vectorCases('pool2d').filter(({ op }) => op === 'MaxPool2d'))
    test(`${vector.name} as in PyTorch`, () => {
      const w = windowOf(vector, pair(vector.attributes['kernel']))
      const [x, dy] = [channelsLast(vector, 'x'), channelsLast(vector, 'dy')]
      const { out, where } = ORACLES.pool({ x, out: dy, where: blankInt(dy.length), window: w, op: 'max' })
      expectChannelsLast(vector, 'y', out.values)
      if (has(vector, 'indices')) expectChannelsLast(vector, 'indices', where.values)
      const winners = Int32Array.from(where.values)
      const { dx } = ORACLES.unpool({ dy, where: winners, dx: x, window: w, op: 'max' })
      expectChannelsLast(vector, 'dx', dx.values)
    })

  test.each(WINDOWS)('$name: gradients are the slopes of the sums', ({ window: w }) => {
    const draw = seeded(2)
    const [x, dy] = [exactly(draw.normal(inputLength(w))), exactly(draw.normal(outputPositions(w) * w.channels))]
    const pooled = (at: Float32Array): ArrayLike<number> =>
      ORACLES.pool({ x: at, out: dy, where: null, window: w, op: 'sum' })['out'].values
    expectGradient(pooled, x, dy, ORACLES.unpool({ dy, where: null, dx: x, window: w, op: 'sum' })['dx'].values)
  })

  test.each(WINDOWS)('$name: unpatches is the adjoint of patches', ({ window: w }) => {
    const draw = seeded(3)
    const x = exactly(draw.normal(inputLength(w)))
    const rows = exactly(draw.normal(outputPositions(w) * kernelArea(w) * w.channels))
    const gathered = (at: Float32Array): ArrayLike<number> =>
      ORACLES.patches({ x: at, out: rows, window: w, groups: 2 })['out'].values
    expectGradient(gathered, x, rows, ORACLES.unpatches({ dout: rows, dx: x, window: w, groups: 2 })['dx'].values)
  })
})
