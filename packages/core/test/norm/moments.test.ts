import { beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '../../src/index.js'
import { computeMoments, mergeMoments, scratchMoments, type Moments } from '../../src/norm/index.js'
import { random, tensor } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'

interface Known {
  count: number
  mean: number
  m2: number
}

/** Two passes in float64 over the float32 values. */
function exact(values: Float32Array): Known {
  const mean = values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length)
  return { count: values.length, mean, m2: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) }
}

function normals(length: number, mean: number, std: number, offset: number): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 7, stream: 0, offset })
  return values.map((z) => mean + std * z)
}

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('moments are a monoid (%s kernels)', (_, open) => {
  let device: Device
  beforeAll(async () => {
    device = await open()
  })

  function merged(parts: readonly Float32Array[]): Known {
    return device.withScratch((workspace) => {
      const moments = parts.map((part) => {
        const x = tensor(device, part)
        const view = { groups: 1, outer: part.length, channels: 1, inner: 1 }
        return computeMoments(workspace, x.buffer, null, view, scratchMoments(workspace, 1))
      })
      return read(mergeMoments(workspace, moments, scratchMoments(workspace, 1)))
    })
  }

  function read({ count, center, residual, m2 }: Moments): Known {
    const [n, c, r, s] = [count, center, residual, m2].map((buffer) => device.readSync(buffer)[0])
    return { count: n, mean: c + r, m2: s }
  }

  function expectSame(got: Known, values: Float32Array): void {
    const want = exact(values)
    const std = Math.sqrt(want.m2 / want.count)
    expect(got.count).toBe(want.count)
    expect(Math.abs(got.mean - want.mean)).toBeLessThanOrEqual(1e-6 * std)
    expect(Math.abs(got.m2 - want.m2)).toBeLessThanOrEqual(1e-5 * want.m2)
  }

  test.each([
    [0, 1],
    [1e3, 1],
    [1e4, 1e-1],
    [-1e4, 1e-2],
    [1e6, 1],
  ])('uneven parts equal the whole at mean %d, standard deviation %d', (mean, std) => {
    const whole = normals(200, mean, std, 1)
    const parts = [whole.subarray(0, 3), whole.subarray(3, 4), whole.subarray(4, 150), whole.subarray(150)]
    expectSame(merged(parts), whole)
  })

  test('empty parts change nothing, wherever they stand', () => {
    const whole = normals(50, 1e3, 1, 2)
    const none = new Float32Array(0)
    expectSame(merged([none, whole.subarray(0, 20), none, whole.subarray(20), none]), whole)
  })

  test('nothing but empty parts is the neutral element', () => {
    expect(merged([new Float32Array(0), new Float32Array(0)])).toEqual({ count: 0, mean: 0, m2: 0 })
  })

  test('parts whose means lie far apart', () => {
    const left = normals(40, -1e3, 1, 3)
    const right = normals(60, 1e3, 1, 4)
    expectSame(merged([left, right]), Float32Array.of(...left, ...right))
  })

  test('merging is associative up to rounding', () => {
    const parts = [normals(10, 1e4, 1, 5), normals(20, 1e4, 1, 6), normals(30, 1e4, 1, 7)]
    const nested = device.withScratch((workspace) => {
      const [a, b, c] = parts.map((part) => {
        const view = { groups: 1, outer: part.length, channels: 1, inner: 1 }
        return computeMoments(workspace, tensor(device, part).buffer, null, view, scratchMoments(workspace, 1))
      })
      const bc = mergeMoments(workspace, [b, c], scratchMoments(workspace, 1))
      return read(mergeMoments(workspace, [a, bc], scratchMoments(workspace, 1)))
    })
    expectSame(nested, Float32Array.of(...parts.flatMap((part) => [...part])))
  })
})
