import { describe, expect, test } from 'vitest'
import {
  averagePooling1d,
  averagePooling2d,
  CallContext,
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  maxPooling1d,
  maxPooling2d,
  OptionError,
  sequential,
  ShapeError,
  tensor,
  zeroPadding2d,
  type Layer,
  type NestedArray,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'

async function outputOf(layer: Layer, sample: NestedArray[]): Promise<NestedArray> {
  const x = tensor(await openCpu(), [sample])
  layer.ensureBuilt(x.shape.slice(1))
  const y = layer.call(x, new CallContext({ training: false }))
  expect(y.shape).toEqual([1, ...layer.outputShape(x.shape.slice(1))])
  return ((await y.toArray()) as NestedArray[])[0]
}

const sequence = [
  [1, 8],
  [2, 6],
  [4, 4],
  [8, 2],
  [3, 1],
]
const plane = [
  [[1], [2], [3]],
  [[4], [5], [6]],
  [[7], [8], [9]],
]
const firstChannel = [plane.map((row) => row.map(([value]) => value))]

describe('pooling layers', () => {
  test('without options have windows of 2 side by side, as Keras', async () => {
    expect(await outputOf(maxPooling1d(), sequence)).toEqual([
      [2, 8],
      [8, 4],
    ])
    expect(await outputOf(averagePooling1d(), sequence)).toEqual([
      [1.5, 7],
      [6, 3],
    ])
    expect(await outputOf(maxPooling2d(), plane)).toEqual([[[5]]])
    expect(await outputOf(averagePooling2d(), plane)).toEqual([[[3]]])
  })

  test('take strides, padding and the last window that is not whole', async () => {
    expect(await outputOf(maxPooling1d(2, { strides: 1, padding: 'same' }), sequence)).toEqual([
      [2, 8],
      [4, 6],
      [8, 4],
      [8, 2],
      [3, 1],
    ])
    expect(await outputOf(maxPooling2d(2, { ceilMode: true }), plane)).toEqual([
      [[5], [6]],
      [[8], [9]],
    ])
    expect(await outputOf(averagePooling2d(2, { padding: 'same' }), plane)).toEqual([
      [[3], [4.5]],
      [[7.5], [9]],
    ])
    const counted = averagePooling2d(2, {
      padding: [
        [0, 1],
        [0, 1],
      ],
      countIncludePadding: true,
    })
    expect(await outputOf(counted, plane)).toEqual([
      [[3], [2.25]],
      [[3.75], [2.25]],
    ])
    const countedSequence = averagePooling1d(2, { padding: [1, 0], countIncludePadding: true })
    expect(await outputOf(countedSequence, [[2], [4], [6]])).toEqual([[1], [5]])
  })

  test('give the same for channels first', async () => {
    const format = { dataFormat: 'channelsFirst' } as const
    expect(await outputOf(maxPooling2d(2, { ...format, strides: 1 }), firstChannel)).toEqual([
      [
        [5, 6],
        [8, 9],
      ],
    ])
    expect(await outputOf(averagePooling1d(2, format), [[1, 3, 5, 7]])).toEqual([[2, 6]])
    expect(await outputOf(globalMaxPooling2d(format), firstChannel)).toEqual([9])
    expect(
      await outputOf(globalAveragePooling1d({ ...format, keepDims: true }), [
        [1, 3],
        [5, 7],
      ]),
    ).toEqual([[2], [6]])
    expect(await outputOf(zeroPadding2d([1, 0], format), [[[1]]])).toEqual([[[0], [1], [0]]])
  })

  test('global pooling leaves padding out, and gives 0 where there is nothing else', async () => {
    const padded = [
      [1, 8],
      [NaN, NaN],
      [4, -4],
    ]
    const device = await openCpu()
    const x = tensor(device, [padded, padded, padded])
    const pooled = (layer: Layer, weights: NestedArray): Promise<NestedArray> => {
      layer.ensureBuilt([3, 2])
      const context = new CallContext({ training: false, mask: tensor(device, weights) })
      const y = layer.call(x, context)
      expect(context.mask).toBe(null)
      return y.toArray() as Promise<NestedArray>
    }
    const mask = [
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 0.5],
    ]
    expect(await pooled(globalAveragePooling1d(), mask)).toEqual([
      [2.5, 2],
      [0, 0],
      [4, -4],
    ])
    expect(await pooled(globalMaxPooling1d(), mask)).toEqual([
      [4, 8],
      [0, 0],
      [4, -4],
    ])
  })

  test('global pooling keeps a weight of whole samples', async () => {
    const device = await openCpu()
    const mask = tensor(device, [0])
    const context = new CallContext({ training: false, mask })
    const layer = globalAveragePooling1d()
    layer.ensureBuilt([5, 2])
    layer.call(tensor(device, [sequence]), context)
    expect(context.mask).toBe(mask)
  })

  test('global pooling leaves a number for each channel', async () => {
    expect(await outputOf(globalAveragePooling1d(), sequence)).toEqual([expect.closeTo(3.6, 6), expect.closeTo(4.2, 6)])
    expect(await outputOf(globalMaxPooling1d(), sequence)).toEqual([8, 8])
    expect(await outputOf(globalAveragePooling2d(), plane)).toEqual([5])
    expect(await outputOf(globalMaxPooling2d({ keepDims: true }), plane)).toEqual([[[9]]])
  })

  test('zeroPadding2d surrounds planes with zeros', async () => {
    expect(
      await outputOf(
        zeroPadding2d([
          [0, 1],
          [2, 0],
        ]),
        [[[5]]],
      ),
    ).toEqual([
      [[0], [0], [5]],
      [[0], [0], [0]],
    ])
    expect(zeroPadding2d(3).outputShape([4, 5, 6])).toEqual([10, 11, 6])
  })

  test('refuse samples that do not suit them, by name', () => {
    const build = (layer: Layer, shape: number[]) => () => sequential([layer], { inputShape: shape })
    expect(build(maxPooling2d(3), [2, 8, 1])).toThrow(/maxPooling2d: no window of 3×3.*2×8/)
    expect(build(maxPooling1d(), [2, 8, 1])).toThrow(
      /maxPooling1d: samples have shape \[2, 8, 1\].*\[length, channels\]/,
    )
    expect(build(globalMaxPooling2d(), [8, 1])).toThrow(ShapeError)
    expect(build(globalMaxPooling1d(), [0, 1])).toThrow(ShapeError)
    expect(() => maxPooling2d(0)).toThrow(OptionError)
    expect(() => averagePooling1d(1.5)).toThrow(OptionError)
    expect(() =>
      zeroPadding2d([
        [1, -1],
        [0, 0],
      ]),
    ).toThrow(OptionError)
  })
})

test('layers that move positions drop a mask of positions, and keep one of samples', async () => {
  const device = await openCpu()
  const x = tensor(device, [sequence])
  const mask = (values: NestedArray): CallContext =>
    new CallContext({ training: false, mask: tensor(device, values as number[]) })
  const ofPositions = mask([[1, 1, 1, 0, 0]])
  maxPooling1d().call(x, ofPositions)
  expect(ofPositions.mask).toBeNull()
  const ofSamples = mask([1])
  maxPooling1d().call(x, ofSamples)
  expect(ofSamples.mask).not.toBeNull()
})
