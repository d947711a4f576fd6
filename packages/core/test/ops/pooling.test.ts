import { beforeAll, describe, expect, test } from 'vitest'
import { ops, OptionError, ShapeError, tensor, valueAndGradients, type Device, type Tensor } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'

let device: Device
beforeAll(async () => {
  device = await openCpu()
})

const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)
const image = (data: number[], height: number, width: number): Tensor =>
  tensor(device, data, { shape: [1, height, width, 1] })
const numbers = async (x: Tensor): Promise<number[]> => Array.from(await x.read())

describe('maxPool2d', () => {
  test('takes the maximum of each window (the examples of ONNX)', async () => {
    const x = image(counting(25), 5, 5)
    expect(await numbers(ops.maxPool2d(x, { poolSize: 2 }))).toEqual([7, 9, 17, 19])
    expect(await numbers(ops.maxPool2d(x, { poolSize: 3, strides: 2, padding: 'same' }))).toEqual([
      7, 9, 10, 17, 19, 20, 22, 24, 25,
    ])
    expect(await numbers(ops.maxPool2d(image(counting(16), 4, 4), { poolSize: 2, strides: 1, dilations: 2 }))).toEqual([
      11, 12, 15, 16,
    ])
    expect(
      await numbers(ops.maxPool2d(image(counting(16), 4, 4), { poolSize: 3, strides: 2, ceilMode: true })),
    ).toEqual([11, 12, 15, 16])
  })

  test('tells where the maxima stand, the first of equals', async () => {
    const x = image([5, 5, 1, 2, 0, 5, 3, 3], 2, 4)
    const { y, indices } = ops.maxPool2dWithIndices(x, { poolSize: 2 })
    expect(indices.dtype).toBe('int32')
    expect(await numbers(y)).toEqual([5, 3])
    expect(await numbers(indices)).toEqual([0, 6])
  })

  test('the padding never wins, and NaN always does', async () => {
    const x = image([-3, -2, -1, NaN], 2, 2)
    expect(await numbers(ops.maxPool2d(x, { poolSize: 2, strides: 1, padding: 1 }))).toEqual([
      -3,
      -2,
      -2,
      -1,
      NaN,
      NaN,
      -1,
      NaN,
      NaN,
    ])
  })

  test('sends dy to the first of equals alone, once for each window that it wins', async () => {
    const x = image([1, 2, 2, 1], 1, 4)
    const { gradients } = valueAndGradients([x], () => ops.maxPool2d(x, { poolSize: [1, 2], strides: 1 }), {
      seed: image([1, 10, 100], 1, 3),
    })
    expect(await numbers(gradients[0])).toEqual([0, 11, 100, 0])
  })
})

describe('averagePool2d', () => {
  test('divides by the elements that are there (TensorFlow), or by all (PyTorch), at the borders', async () => {
    const x = image([1, 2, 3, 4], 2, 2)
    const options = { poolSize: 3, strides: 1, padding: 1 }
    expectClose(await numbers(ops.averagePool2d(x, options)), [2.5, 2.5, 2.5, 2.5])
    expectClose(
      await numbers(ops.averagePool2d(x, { ...options, countIncludePadding: true })),
      new Array(4).fill(10 / 9),
    )
    expectClose(await numbers(ops.averagePool2d(x, { poolSize: 2, strides: 1, padding: 'same' })), [2.5, 3, 3.5, 4])
  })

  test('what lies beyond the padding does not count', async () => {
    const x = image([1, 2, 3, 4, 5], 1, 5)
    const options = { poolSize: [1, 2], ceilMode: true, countIncludePadding: true } as const
    expectClose(await numbers(ops.averagePool2d(x, options)), [1.5, 3.5, 5])
    const padded = { poolSize: [1, 3], strides: 2, padding: [0, 1], ceilMode: true, countIncludePadding: true } as const
    expectClose(await numbers(ops.averagePool2d(image(counting(6), 1, 6), padded)), [1, 3, 5, 3])
  })

  test('a divisor takes the place of the count', async () => {
    const x = image(counting(4), 2, 2)
    expect(await numbers(ops.averagePool2d(x, { poolSize: 2, divisor: 5 }))).toEqual([2])
  })

  test('spreads dy over each window in equal shares', async () => {
    const x = image(counting(3), 1, 3)
    const { gradients } = valueAndGradients(
      [x],
      () => ops.averagePool2d(x, { poolSize: [1, 2], strides: 1, padding: 'same' }),
      {
        seed: image([1, 10, 100], 1, 3),
      },
    )
    expectClose(await numbers(gradients[0]), [0.5, 5.5, 105])
  })
})

describe('pooling of sequences and of everything', () => {
  test('a sequence is a plane of height 1', async () => {
    const x = tensor(device, [[[1], [3], [2], [5], [4]]])
    expect(await numbers(ops.maxPool1d(x, { poolSize: 2 }))).toEqual([3, 5])
    expect(await numbers(ops.maxPool1d(x, { poolSize: 3, strides: 1, padding: 'causal' }))).toEqual([1, 3, 3, 5, 5])
    expect(await numbers(ops.averagePool1d(x, { poolSize: 2, strides: 3 }))).toEqual([2, 4.5])
  })

  test('global pooling leaves one number a channel', async () => {
    const x = tensor(device, [1, 10, 2, 20, 3, 30, 6, 0], { shape: [1, 2, 2, 2] })
    expect(await ops.globalAveragePool(x).toArray()).toEqual([[3, 15]])
    expect(await ops.globalMaxPool(x, { keepDims: true }).toArray()).toEqual([[[[6, 30]]]])
  })
})

test('refuses windows without elements and inputs without axes, with the numbers', () => {
  const x = image(counting(9), 3, 3)
  expect(() =>
    ops.maxPool2d(x, {
      poolSize: 2,
      padding: [
        [2, 0],
        [0, 0],
      ],
    }),
  ).toThrow(ShapeError)
  expect(() =>
    ops.averagePool2d(x, {
      poolSize: 2,
      padding: [
        [2, 0],
        [0, 0],
      ],
    }),
  ).toThrow(/\[\[2, 0\], \[0, 0\]\].*2×2/)
  expect(() => ops.maxPool2d(x, { poolSize: 4 })).toThrow(/maxPool2d: no window of 4×4.*3×3/)
  expect(() => ops.maxPool2d(x, { poolSize: 0 })).toThrow(OptionError)
  expect(() => ops.averagePool2d(x, { poolSize: 2, divisor: 0 })).toThrow(OptionError)
  expect(() => ops.maxPool1d(x, { poolSize: 2 })).toThrow(ShapeError)
  expect(() => ops.globalMaxPool(ops.reshape(x, [3, 3]))).toThrow(ShapeError)
})
