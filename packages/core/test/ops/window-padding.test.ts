import { beforeAll, describe, expect, test } from 'vitest'
import { ops, OptionError, ShapeError, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { openCpu } from '../support/devices.js'

let device: Device
beforeAll(async () => {
  device = await openCpu()
})

describe('pad', () => {
  test('surrounds a tensor of either dtype with a value', async () => {
    const x = tensor(device, [
      [1, 2],
      [3, 4],
    ])
    expect(
      await ops
        .pad(
          x,
          [
            [1, 0],
            [0, 2],
          ],
          9,
        )
        .toArray(),
    ).toEqual([
      [9, 9, 9, 9],
      [1, 2, 9, 9],
      [3, 4, 9, 9],
    ])
    const labels = ops.pad(tensor(device, [7], { dtype: 'int32' }), [[1, 1]], -1)
    expect(labels.dtype).toBe('int32')
    expect(await labels.toArray()).toEqual([-1, 7, -1])
  })

  test('gives its input the gradient of its place', async () => {
    const x = tensor(device, [1, 2])
    const seed = tensor(device, [5, 6, 7, 8])
    const { gradients } = valueAndGradients([x], () => ops.pad(x, [[1, 1]]), { seed })
    expect(await gradients[0].toArray()).toEqual([6, 7])
  })

  test('zeroPad2d surrounds planes: top and bottom, left and right', async () => {
    const x = tensor(device, [[[[1], [2]]]])
    expect(ops.zeroPad2d(x, 2).shape).toEqual([1, 5, 6, 1])
    expect(ops.zeroPad2d(x, [1, 0]).shape).toEqual([1, 3, 2, 1])
    const padded = ops.zeroPad2d(x, [
      [0, 1],
      [2, 0],
    ])
    expect(Array.from(await padded.read())).toEqual([0, 0, 1, 2, 0, 0, 0, 0])
  })

  test('refuses paddings that are not pairs of integers from 0 on', () => {
    const x = tensor(device, [[1, 2]])
    expect(() => ops.pad(x, [[1, 1]])).toThrow(OptionError)
    expect(() =>
      ops.pad(x, [
        [0, 0],
        [0, -1],
      ]),
    ).toThrow(OptionError)
    expect(() => ops.zeroPad2d(x, 1)).toThrow(ShapeError)
  })
})
