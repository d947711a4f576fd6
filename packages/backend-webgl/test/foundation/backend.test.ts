import { DeviceLostError, EvenkeelError, StateError } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { webgl } from '../../src/index.js'

const backend = await webgl.open()

describe('writing', () => {
  const lengths = [1, 3, 4, 5, 16, 17, 100, 1031]

  test.each(lengths)('any part of %i elements leaves the rest', async (length) => {
    const expected = Float32Array.from({ length }, (_, i) => i)
    const buffer = backend.allocate(length, 'float32')
    backend.write(buffer, expected)
    for (const offset of [0, 1, 4, 8, 13].filter((offset) => offset < length)) {
      for (const count of [1, 2, 4, 7, 40, length - offset].filter((count) => offset + count <= length)) {
        const part = Float32Array.from({ length: count }, (_, i) => -100 * offset - i)
        backend.write(buffer, part, offset)
        expected.set(part, offset)
      }
    }
    expect(await backend.read(buffer)).toEqual(expected)
    backend.free(buffer)
  })

  test('more than the buffer holds is refused', () => {
    const buffer = backend.allocate(4, 'float32')
    expect(() => backend.write(buffer, new Float32Array(3), 2)).toThrow(/3 elements at 2 into a buffer of 4/)
  })

  test('integers up to 2²⁴ survive, larger ones are refused', async () => {
    const buffer = backend.allocate(3, 'int32')
    const integers = Int32Array.of(2 ** 24, -(2 ** 24), 7)
    backend.write(buffer, integers)
    expect(await backend.read(buffer)).toEqual(integers)
    expect(() => backend.write(buffer, Int32Array.of(1, 2 ** 24 + 1))).toThrow(EvenkeelError)
    expect(() => backend.write(buffer, Int32Array.of(1, 2 ** 24 + 1))).toThrow(
      /element 1 of an int32 write is 16777217/,
    )
  })
})

describe('memory', () => {
  test('is counted until it is freed, and kept for the next buffer of the size', () => {
    const before = backend.memory()
    const buffer = backend.allocate(1000, 'float32')
    expect(backend.memory().buffers).toBe(before.buffers + 1)
    expect(backend.memory().bytes).toBeGreaterThanOrEqual(before.bytes + 4000)
    backend.free(buffer)
    expect(backend.memory()).toMatchObject({ buffers: before.buffers, bytes: before.bytes })
    const { scratchBytes } = backend.memory()
    backend.free(backend.allocate(1000, 'float32'))
    expect(backend.memory().scratchBytes).toBe(scratchBytes)
  })

  test('that is never used again goes back to the driver', () => {
    for (let i = 0; i < 40; i++) backend.free(backend.allocate(4_000_000 + 50_000 * i, 'float32'))
    expect(backend.memory().scratchBytes).toBeLessThanOrEqual(2 ** 28 + 2 ** 26)
  })

  test('that cannot be had is an error with the numbers', () => {
    expect(() => backend.allocate(2 ** 40, 'float32')).toThrow(StateError)
  })

  test('that was freed is refused by write, read, free and kernels', async () => {
    const buffer = backend.allocate(1, 'float32')
    backend.free(buffer)
    expect(() => backend.write(buffer, Float32Array.of(1))).toThrow(StateError)
    await expect(backend.read(buffer)).rejects.toThrow(StateError)
    expect(() => backend.free(buffer)).toThrow(StateError)
    expect(() => backend.kernels.fill({ out: buffer, value: 0 })).toThrow(StateError)
  })
})

describe('after close', () => {
  test('everything is refused, and the device does not count as lost', async () => {
    const closed = await webgl.open()
    const buffer = closed.allocate(3, 'float32')
    let lost = false
    void closed.lost.then(() => (lost = true))
    const pending = closed.read(buffer)
    closed.close()
    closed.close()
    closed.free(buffer)
    expect(closed.memory()).toEqual({ buffers: 0, bytes: 0, scratchBytes: 0 })
    await expect(pending).rejects.toThrow(DeviceLostError)
    expect(() => closed.allocate(1, 'float32')).toThrow(DeviceLostError)
    expect(() => closed.write(buffer, Float32Array.of(1))).toThrow(DeviceLostError)
    await expect(closed.read(buffer)).rejects.toThrow(DeviceLostError)
    await expect(closed.idle()).rejects.toThrow(DeviceLostError)
    expect(() => closed.kernels.fill({ out: buffer, value: 0 })).toThrow(DeviceLostError)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(lost).toBe(false)
  })

  test('its context is free for others: twenty devices one after the other, where browsers keep sixteen', async () => {
    for (let i = 0; i < 20; i++) {
      const one = await webgl.open()
      const buffer = one.allocate(2, 'float32')
      one.write(buffer, Float32Array.of(i, 1))
      expect(await one.read(buffer)).toEqual(Float32Array.of(i, 1))
      one.close()
    }
    const buffer = backend.allocate(1, 'float32')
    backend.kernels.fill({ out: buffer, value: 3 })
    expect(await backend.read(buffer)).toEqual(Float32Array.of(3))
  })
})
