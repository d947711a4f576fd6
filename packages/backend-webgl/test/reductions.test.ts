import type { Kernels, ReduceOp } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { createReductions } from '../src/kernels/reductions/index.js'
import { openGpu, type TestGpu } from './device.js'

/** From 65 elements on there are two stages; lengths divisible by 4 go through the first one texel by texel. */
const LENGTHS = [63, 64, 65, 67, 68, 100, 1023, 1024, 70_000, 70_001]

describe('reductions in two stages', () => {
  let opened: Promise<TestGpu & Pick<Kernels, 'reduce'>> | null = null

  /** One device for all tests, so that programs are compiled once. */
  async function open(): Promise<TestGpu & Pick<Kernels, 'reduce'>> {
    const device = await openGpu()
    return { ...device, ...createReductions(device.gpu) }
  }

  async function reduced(op: ReduceOp, x: Float32Array, outer: number, inner: number): Promise<number[]> {
    const { reduce, floats, output, values } = await (opened ??= open())
    const out = output(outer * inner)
    const n = x.length / outer / inner
    reduce({ x: floats(x), out, op, outer, n, inner })
    return values(out)
  }

  for (const n of LENGTHS) {
    test(`the sums of two lines of ${n} whole numbers are exact`, async () => {
      const x = Float32Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : i % 3))
      const second = x.subarray(n).reduce((sum, value) => sum + value, 0)
      expect(await reduced('sum', x, 2, 1)).toEqual([n, second])
    })

    test(`extremes of ${n} elements are found at either end`, async () => {
      for (const place of [0, n - 1]) {
        const x = new Float32Array(n).fill(1)
        x[place] = 2
        expect(await reduced('max', x, 1, 1)).toEqual([2])
        expect(await reduced('argmax', x, 1, 1)).toEqual([place])
        x[place] = -2
        expect(await reduced('min', x, 1, 1)).toEqual([-2])
      }
    })

    test(`a NaN among ${n} elements wins, the first one in argmax, and stays in its column`, async () => {
      for (const [first, second] of [
        [0, n - 1],
        [n - 2, n - 1],
        [Math.floor(n / 2), Math.floor(n / 2) + 4],
      ]) {
        const line = Float32Array.from({ length: n }, (_, i) => i)
        line[first] = line[second] = NaN
        const columns = Float32Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? line[i / 2] : 1))
        for (const op of ['sum', 'max', 'min'] as const) {
          expect(await reduced(op, line, 1, 1)).toEqual([NaN])
          expect(await reduced(op, columns, 1, 2)).toEqual([NaN, op === 'sum' ? n : 1])
        }
        expect(await reduced('argmax', line, 1, 1)).toEqual([first])
      }
    })
  }
})
