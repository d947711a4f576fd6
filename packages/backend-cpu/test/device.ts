import type { Backend, Buffer, CompleteKernels } from '@evenkeel/core/backend'
import { expect } from 'vitest'
import { cpu } from '../src/index.js'

/** An opened backend with short ways to fill and to read buffers. */
export interface TestDevice {
  readonly backend: Backend
  readonly kernels: CompleteKernels
  floats(values: ArrayLike<number>): Buffer
  integers(values: ArrayLike<number>): Buffer
  /** A float32 buffer full of sentinels, which a kernel has to overwrite. */
  output(length: number): Buffer
  values(buffer: Buffer): number[]
}

/** What stands in outputs before a kernel runs. */
export const SENTINEL = -12345

export async function openDevice(): Promise<TestDevice> {
  const backend = await cpu.open()
  const filled = (values: ArrayLike<number>, dtype: 'float32' | 'int32'): Buffer => {
    const buffer = backend.allocate(values.length, dtype)
    backend.write(buffer, dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values))
    return buffer
  }
  return {
    backend,
    kernels: backend.kernels as CompleteKernels,
    floats: (values) => filled(values, 'float32'),
    integers: (values) => filled(values, 'int32'),
    output: (length) => filled(new Array<number>(length).fill(SENTINEL), 'float32'),
    values: (buffer) => Array.from(backend.readSync!(buffer)),
  }
}

/** Numbers in [−1, 1) that are floats, the same in every run (mulberry32). */
export function randomFloats(length: number, seed: number): number[] {
  let state = seed
  return Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.fround(((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1)
  })
}

/**
 * |actual − expected| ≤ absolute + relative·|expected|, element by element, with one absolute bound or one for each;
 * NaN and infinities only as themselves.
 */
export function expectClose(
  actual: readonly number[],
  expected: readonly number[],
  { relative = 1e-6, absolute = 1e-7 }: { relative?: number; absolute?: number | number[] } = {},
): void {
  expect(actual.length).toBe(expected.length)
  actual.forEach((value, i) => {
    const wanted = expected[i]
    const slack = typeof absolute === 'number' ? absolute : absolute[i]
    const near = Math.abs(value - wanted) <= slack + relative * Math.abs(wanted)
    if (!near && !Object.is(value, wanted)) expect.fail(`element ${i}: ${value}, expected ${wanted}`)
  })
}
