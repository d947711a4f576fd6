import { beforeAll, describe, expect, test } from 'vitest'
import { keep, ops, runInScope, tensor, type Device, type Tensor } from '../../src/index.js'
import { openCpu } from '../support/devices.js'

describe('a scope', () => {
  let device: Device
  beforeAll(async () => {
    device = await openCpu()
  })

  test('disposes what it does not return, wherever tensors are in the result', () => {
    const seen: Tensor[] = []
    const make = (value: number): Tensor => {
      seen.push(tensor(device, [value]))
      return seen[seen.length - 1]
    }
    const result = runInScope(device, () => {
      make(0)
      return { one: make(1), more: [make(2), new Map([['three', make(3)]])] }
    })
    expect(seen.map(({ disposed }) => disposed)).toEqual([true, false, false, false])
    expect(result.one).toBe(seen[1])
    for (const value of seen) value.dispose()
  })

  test('hands its result to the scope around it', () => {
    let inner: Tensor | undefined
    runInScope(device, () => {
      inner = runInScope(device, () => ops.add(tensor(device, [1]), 1))
      expect(inner.disposed).toBe(false)
      return null
    })
    expect(inner?.disposed).toBe(true)
  })

  test('leaves alone what is kept, and what was there before', () => {
    const before = tensor(device, [1])
    const kept = runInScope(device, () => ({ length: keep(ops.add(before, 1)).size, tensor: null }))
    expect(kept.length).toBe(1)
    expect(before.disposed).toBe(false)
    before.dispose()
    expect(device.memory().liveBuffers).toBe(1)
  })

  test('ends when its function throws, and disposes all', () => {
    const live = device.memory().liveBuffers
    expect(() =>
      runInScope(device, () => {
        tensor(device, [1])
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(device.currentScope).toBeNull()
    expect(device.memory().liveBuffers).toBe(live)
  })

  test('a tensor seen in two shapes gives its memory back with the last of them', () => {
    const live = device.memory().liveBuffers
    const x = tensor(device, [
      [1, 2],
      [3, 4],
    ])
    const flat = ops.reshape(x, [4])
    x.dispose()
    expect([...flat.readSync()]).toEqual([1, 2, 3, 4])
    flat.dispose()
    expect(device.memory().liveBuffers).toBe(live)
  })
})
