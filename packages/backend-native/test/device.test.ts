import { DeviceLostError, OptionError, OPTIONAL_KERNELS, REQUIRED_KERNELS, StateError } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { native } from '../src/index.js'

const KERNELS = [...Object.keys(REQUIRED_KERNELS), ...Object.keys(OPTIONAL_KERNELS)].sort()

describe('the provider', () => {
  test('names instruction set and threads', async () => {
    const probe = await native.probe()
    expect(probe).toMatchObject({ usable: true, description: expect.stringMatching(/^C\+\+ \(\w+, \d+ threads?\)$/) })
    expect(probe).toHaveProperty(['details', 'arithmetic, one thread'], expect.stringMatching(/^\d+ GFLOP\/s$/))
  })

  test('has every kernel of the contract, or the required ones alone', async () => {
    expect(Object.keys((await native.open()).kernels).sort()).toEqual(KERNELS)
    expect(Object.keys((await native.open({ fused: false })).kernels).sort()).toEqual(
      Object.keys(REQUIRED_KERNELS).sort(),
    )
  })

  test.each([0, 1.5, 257, NaN])('refuses %d threads', async (threads) => {
    await expect(native.open({ threads })).rejects.toThrow(OptionError)
  })

  test('refuses an instruction set that this processor lacks, and names those it has', async () => {
    await expect(native.open({ instructionSet: 'mmx' })).rejects.toThrow(/'mmx'.*Choose/)
  })
})

describe('memory', () => {
  test('write copies at once, at an offset, and read gives a copy of its own', async () => {
    const backend = await native.open()
    const buffer = backend.allocate(4, 'float32')
    const data = Float32Array.of(1, 2, 3, 4)
    backend.write(buffer, data)
    data[0] = 9
    backend.write(buffer, Float32Array.of(7), 2)
    const pending = backend.read(buffer)
    backend.write(buffer, Float32Array.of(0, 0, 0, 0))
    backend.free(buffer)
    expect(await pending).toEqual(Float32Array.of(1, 2, 7, 4))
  })

  test('data that is a part of a larger array is read from its place', async () => {
    const backend = await native.open()
    const buffer = backend.allocate(2, 'int32')
    backend.write(buffer, Int32Array.of(1, 2, 3, 4).subarray(2))
    expect(backend.readSync!(buffer)).toEqual(Int32Array.of(3, 4))
  })

  test('a write beyond the end is refused', async () => {
    const backend = await native.open()
    const buffer = backend.allocate(2, 'float32')
    expect(() => backend.write(buffer, Float32Array.of(1, 2, 3))).toThrow(StateError)
    expect(() => backend.write(buffer, Float32Array.of(1), 2)).toThrow(StateError)
  })

  test('a freed buffer is refused by write, read, free and kernels, also when its number is used again', async () => {
    const backend = await native.open()
    const buffer = backend.allocate(1, 'float32')
    backend.free(buffer)
    backend.allocate(1, 'float32')
    expect(() => backend.write(buffer, Float32Array.of(1))).toThrow(StateError)
    expect(() => backend.readSync!(buffer)).toThrow(StateError)
    await expect(backend.read(buffer)).rejects.toThrow(StateError)
    expect(() => backend.free(buffer)).toThrow(StateError)
    expect(() => backend.kernels.fill({ out: buffer, value: 0 })).toThrow(/freed/)
  })

  test("another backend's buffer and a buffer of the wrong dtype are refused", async () => {
    const backend = await native.open()
    const foreign = { length: 1, dtype: 'float32' as const }
    expect(() => backend.kernels.fill({ out: foreign, value: 0 })).toThrow(StateError)
    expect(() => backend.write(foreign, Float32Array.of(1))).toThrow(StateError)
    const [x, out] = [backend.allocate(1, 'int32'), backend.allocate(1, 'float32')]
    expect(() => backend.kernels.map({ x, out, op: 'abs', alpha: 1, beta: 0 })).toThrow(/dtype/)
  })

  test('a buffer that cannot be had is an error with the numbers', async () => {
    const backend = await native.open()
    expect(() => backend.allocate(2 ** 50, 'float32')).toThrow(/no memory for a buffer of 1125899906842624 elements/)
  })

  test('after close everything is freed and the backend refuses work', async () => {
    const backend = await native.open()
    const buffer = backend.allocate(3, 'float32')
    backend.close()
    backend.close()
    backend.free(buffer)
    expect(backend.memory()).toEqual({ buffers: 0, bytes: 0, scratchBytes: 0 })
    expect(() => backend.allocate(1, 'float32')).toThrow(DeviceLostError)
    expect(() => backend.kernels.fill({ out: buffer, value: 0 })).toThrow(StateError)
  })
})
