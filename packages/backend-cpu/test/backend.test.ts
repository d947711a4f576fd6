import { DeviceLostError, OPTIONAL_KERNELS, REQUIRED_KERNELS, StateError } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { cpu } from '../src/index.js'

describe('the provider', () => {
  test('is usable everywhere and names the engine', async () => {
    expect(await cpu.probe()).toMatchObject({ usable: true, description: expect.stringMatching(/^JavaScript/) })
    expect((await cpu.open()).description).toMatch(/^JavaScript \(V8 \d+/)
  })

  test('opens a backend with all required kernels, and none but known ones', async () => {
    const { kernels } = await cpu.open()
    for (const name of Object.keys(REQUIRED_KERNELS)) expect(kernels).toHaveProperty(name)
    const known = [...Object.keys(REQUIRED_KERNELS), ...Object.keys(OPTIONAL_KERNELS)]
    expect(known).toEqual(expect.arrayContaining(Object.keys(kernels)))
  })

  test('leaves the optional kernels out on request', async () => {
    const { kernels } = await cpu.open({ fused: false })
    expect(Object.keys(kernels).sort()).toEqual(Object.keys(REQUIRED_KERNELS).sort())
  })
})

describe('memory', () => {
  test('write copies at once, at an offset, and read gives a copy of its own', async () => {
    const backend = await cpu.open()
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

  test('counts buffers and bytes until they are freed', async () => {
    const backend = await cpu.open()
    const { scratchBytes } = backend.memory()
    const first = backend.allocate(10, 'float32')
    const second = backend.allocate(0, 'int32')
    expect(backend.memory()).toEqual({ buffers: 2, bytes: 40, scratchBytes })
    backend.free(first)
    backend.free(second)
    expect(backend.memory()).toEqual({ buffers: 0, bytes: 0, scratchBytes })
    expect(scratchBytes).toBeGreaterThan(0)
  })

  test('a freed buffer is refused by write, read, free and kernels', async () => {
    const backend = await cpu.open()
    const buffer = backend.allocate(1, 'float32')
    backend.free(buffer)
    expect(() => backend.write(buffer, Float32Array.of(1))).toThrow(StateError)
    expect(() => backend.readSync!(buffer)).toThrow(StateError)
    await expect(backend.read(buffer)).rejects.toThrow(StateError)
    expect(() => backend.free(buffer)).toThrow(StateError)
    expect(() => backend.kernels.fill({ out: buffer, value: 0 })).toThrow(/freed buffer/)
  })

  test("another backend's buffer and a buffer of the wrong dtype are refused", async () => {
    const [mine, other] = [await cpu.open(), await cpu.open()]
    expect(() => mine.write(other.allocate(1, 'float32'), Float32Array.of(1))).toThrow(StateError)
    const [x, out] = [mine.allocate(1, 'int32'), mine.allocate(1, 'float32')]
    expect(() => mine.kernels.map({ x, out, op: 'abs', alpha: 1, beta: 0 })).toThrow(/buffer of int32/)
  })

  test('a buffer that cannot be had is an error with the numbers', async () => {
    const backend = await cpu.open()
    expect(() => backend.allocate(2 ** 50, 'float32')).toThrow(StateError)
  })

  test('after close everything is freed and the backend refuses work', async () => {
    const backend = await cpu.open()
    const buffer = backend.allocate(3, 'float32')
    backend.close()
    backend.close()
    backend.free(buffer)
    expect(backend.memory()).toMatchObject({ buffers: 0, bytes: 0 })
    expect(() => backend.allocate(1, 'float32')).toThrow(DeviceLostError)
    expect(() => backend.write(buffer, Float32Array.of(1))).toThrow(DeviceLostError)
    await expect(backend.read(buffer)).rejects.toThrow(DeviceLostError)
    expect(() => backend.kernels.fill({ out: buffer, value: 0 })).toThrow(StateError)
  })

  test('scratch memory does not grow with the work', async () => {
    const backend = await cpu.open()
    const { scratchBytes } = backend.memory()
    const [a, b, out] = [600, 700, 420].map((length) => backend.allocate(length, 'float32'))
    const product = { a, b, out, batch: 1, m: 20, n: 21, k: 30, transposeA: false, transposeB: false }
    backend.kernels.matmul(product)
    await backend.idle()
    expect(backend.memory().scratchBytes).toBe(scratchBytes)
  })
})
