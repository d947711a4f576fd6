import { expect, test } from 'vitest'
import { THRESHOLDS } from '../../src/index.js'
import { channelMoments, mergeChannelMoments, varianceOf } from '../../src/health/channel-moments.js'
import { channelGap } from '../../src/health/gap.js'
import { listenToActivations } from '../../src/health/listen-to-activations.js'
import { ops, tensor } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'

test('moments of parts merge to those of the whole', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
  const moments = (part: readonly number[]): ReturnType<typeof channelMoments> => {
    const mean = part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length)
    const m2 = part.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    return channelMoments([[part.length], [mean], [0], [m2]].map((vector) => Float32Array.from(vector)))
  }
  const merged = mergeChannelMoments(
    mergeChannelMoments(moments(values.slice(0, 2)), moments([])),
    moments(values.slice(2)),
  )
  expect(merged.count[0]).toBe(11)
  expect(merged.mean[0]).toBeCloseTo(4, 6)
  expect(varianceOf(merged)[0]).toBeCloseTo(56 / 11, 5)
})

test('the gap is the root mean square distance of normalized values', () => {
  const values = [1, 2, 3, 6, 0, -4]
  const mean = values.reduce((sum, value) => sum + value, 0) / 6
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 6
  const running = { mean: -0.7, variance: 2.5 }
  const distance = (x: number): number =>
    (x - mean) / Math.sqrt(variance + 0.1) - (x - running.mean) / Math.sqrt(running.variance + 0.1)
  const square = values.reduce((sum, x) => sum + distance(x) ** 2, 0) / 6
  expect(channelGap({ running, data: { mean, variance } }, 0.1)).toBeCloseTo(Math.sqrt(square), 12)
})

test.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('activations are heard once each, on their own or behind a product (%s kernels)', async (_, open) => {
  const device = await open()
  const x = tensor(device, [[1, -2]])
  const kernel = tensor(device, [[1], [1]])
  const heard: [string, unknown][] = []
  const outputs = listenToActivations(
    device,
    (activation, y) => heard.push([activation, y]),
    () => [ops.dense(x, kernel, null), ops.dense(x, kernel, null, { activation: 'sigmoid' }), ops.tanh(x), ops.silu(x)],
  )
  expect(heard).toEqual([
    ['sigmoid', outputs[1].buffer],
    ['tanh', outputs[2].buffer],
    ['silu', outputs[3].buffer],
  ])
  ops.relu(x)
  expect(heard).toHaveLength(3)
})

test('each threshold has its reason', () => {
  for (const { value, reason } of Object.values(THRESHOLDS)) {
    expect(value).toBeGreaterThan(0)
    expect(reason).toMatch(/\.$/)
  }
})
