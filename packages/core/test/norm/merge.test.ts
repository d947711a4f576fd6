import { beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '../../src/index.js'
import { random, tensor } from '../../src/index.js'
import {
  averageGroups,
  computeMoments,
  mergeGroups,
  mergeMoments,
  scratchMoments,
  type Moments,
} from '../../src/norm/index.js'
import { openComposed, openCpu } from '../support/devices.js'

const [GROUPS, ROWS, CHANNELS] = [5, 20, 3]

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('groups of a view (%s kernels)', (_, open) => {
  let device: Device
  beforeAll(async () => {
    device = await open()
  })

  /** Channels of mean 1e4 and deviation 1e-2. */
  const values = new Float32Array(GROUPS * ROWS * CHANNELS)
  random.fillNormal(values, { seed: 5, stream: 0, offset: 0 })
  values.forEach((z, i) => {
    values[i] = 1e4 * ((i % CHANNELS) + 1) + 1e-2 * z
  })
  const of = (channel: number, group?: number): number[] =>
    Array.from(values).filter(
      (_, i) => i % CHANNELS === channel && (group === undefined || Math.floor(i / (ROWS * CHANNELS)) === group),
    )
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length
  const m2 = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + (x - mean(numbers)) ** 2, 0)

  function combined(combine: typeof mergeGroups): { count: number; mean: number; m2: number }[] {
    return device.withScratch((workspace) => {
      const view = { groups: GROUPS, outer: ROWS, channels: CHANNELS, inner: 1 }
      const parts = scratchMoments(workspace, GROUPS * CHANNELS)
      computeMoments(workspace, tensor(device, values).buffer, null, view, parts)
      return read(combine(workspace, parts, GROUPS, scratchMoments(workspace, CHANNELS)))
    })
  }

  function read({ count, center, residual, m2 }: Moments): { count: number; mean: number; m2: number }[] {
    const [n, c, r, s] = [count, center, residual, m2].map((buffer) => device.readSync(buffer))
    return Array.from(n, (_, k) => ({ count: n[k], mean: c[k] + r[k], m2: s[k] }))
  }

  test('merge to the moments of all their elements', () => {
    combined(mergeGroups).forEach((got, channel) => {
      expect(got.count).toBe(GROUPS * ROWS)
      expect(Math.abs(got.mean - mean(of(channel)))).toBeLessThanOrEqual(1e-8)
      expect(Math.abs(got.m2 / m2(of(channel)) - 1)).toBeLessThanOrEqual(1e-5)
    })
  })

  test('average to the mean of their means and variances', () => {
    const groups = Array.from({ length: GROUPS }, (_, group) => group)
    combined(averageGroups).forEach((got, channel) => {
      const variance = mean(groups.map((group) => m2(of(channel, group)) / (ROWS - 1)))
      expect(got.count).toBe(ROWS)
      expect(Math.abs(got.mean - mean(of(channel)))).toBeLessThanOrEqual(1e-8)
      expect(Math.abs(got.m2 / (ROWS - 1) / variance - 1)).toBeLessThanOrEqual(1e-5)
    })
  })

  test('an empty part before the others costs no accuracy', () => {
    const [got] = device.withScratch((workspace) => {
      const parts = [[], of(0, 0), of(0, 1)].map((part) => {
        const x = tensor(device, Float32Array.from(part))
        const view = { groups: 1, outer: part.length, channels: 1, inner: 1 }
        return computeMoments(workspace, x.buffer, null, view, scratchMoments(workspace, 1))
      })
      return read(mergeMoments(workspace, parts, scratchMoments(workspace, 1)))
    })
    const all = [...of(0, 0), ...of(0, 1)]
    expect(got.count).toBe(2 * ROWS)
    expect(Math.abs(got.mean - mean(all))).toBeLessThanOrEqual(1e-8)
    expect(Math.abs(got.m2 / m2(all) - 1)).toBeLessThanOrEqual(1e-5)
  })
})
