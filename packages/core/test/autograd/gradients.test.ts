import { beforeAll, describe, expect, test } from 'vitest'
import { full, ops, ShapeError, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { openCpu } from '../support/devices.js'

// The gradient of each operation is checked by the conformance suite, on every device.
describe('valueAndGradients', () => {
  let device: Device
  beforeAll(async () => {
    device = await openCpu()
  })

  test('a tensor used twice receives the sum of both gradients', () => {
    const x = tensor(device, [2, 3])
    const { value, gradients } = valueAndGradients([x], () => ops.sum(ops.add(ops.square(x), ops.mul(x, 5))))
    expect([...value.readSync()]).toEqual([38])
    expect([...gradients[0].readSync()]).toEqual([9, 11])
  })

  test('a tensor without influence has gradient zero', () => {
    const [x, z] = [tensor(device, [1, 2]), tensor(device, [3])]
    const { gradients } = valueAndGradients([x, z], () => ops.sum(x))
    expect([...gradients[1].readSync()]).toEqual([0])
  })

  test('a constant beside it is not differentiated, and nothing flows through a comparison', () => {
    const x = tensor(device, [1, -2])
    const { gradients } = valueAndGradients([x], () => ops.sum(ops.mul(ops.greater(x, 0), x)))
    expect([...gradients[0].readSync()]).toEqual([1, 0])
  })

  test('a seed weighs the elements of a value', () => {
    const x = tensor(device, [1, 2, 3])
    const { gradients } = valueAndGradients([x], () => ops.square(x), { seed: tensor(device, [1, 0, -1]) })
    expect([...gradients[0].readSync()]).toEqual([2, 0, -6])
  })

  test('without a seed the value is one number', () => {
    const x = tensor(device, [1, 2, 3])
    expect(() => valueAndGradients([x], () => ops.square(x))).toThrow(ShapeError)
    expect(device.currentTape).toBeNull()
  })

  test('hands out what the computation gave beside its value, and disposes the rest', () => {
    const live = device.memory().liveBuffers
    const x = tensor(device, [1, 2])
    const { value, gradients, auxiliary } = valueAndGradients([x], () => {
      const doubled = ops.mul(x, full(device, [], 2))
      return { value: ops.sum(doubled), auxiliary: { doubled } }
    })
    expect([...auxiliary.doubled.readSync()]).toEqual([2, 4])
    expect(device.memory().liveBuffers).toBe(live + 4)
    for (const t of [x, value, ...gradients, auxiliary.doubled]) t.dispose()
    expect(device.memory().liveBuffers).toBe(live)
  })

  test('a chain of a thousand operations is differentiated', () => {
    const x = tensor(device, [0.5])
    const { gradients } = valueAndGradients([x], () => {
      let y = x
      for (let i = 0; i < 1000; i++) y = ops.mul(ops.add(y, 0.001), 1)
      return ops.sum(y)
    })
    expect([...gradients[0].readSync()]).toEqual([1])
  })
})
