import type { Backend, HostArray, View } from '@evenkeel/core/backend'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { native } from '../src/index.js'
import { loadAddon } from '../src/load-addon.js'
import { exactBackward, exactForward, exactMoments } from './normalization-reference.js'
import { firstDifference, upload, wave } from './one-and-three.js'

/** Each is walked in another way: rows joined, in blocks, in segments, straight on; planes whole, in segments, gathered. */
const VIEWS: readonly (readonly [name: string, view: View])[] = [
  ['few channels', { groups: 1, outer: 60_000, channels: 3, inner: 1 }],
  ['rows in segments', { groups: 1, outer: 20_011, channels: 24, inner: 1 }],
  ['rows in blocks', { groups: 1, outer: 301, channels: 1030, inner: 1 }],
  ['rows past the cache', { groups: 1, outer: 1027, channels: 1030, inner: 1 }],
  ['rows past the cache, whole vectors', { groups: 1, outer: 2056, channels: 1024, inner: 1 }],
  ['groups of rows', { groups: 40, outer: 331, channels: 33, inner: 1 }],
  ['planes in segments', { groups: 1, outer: 5, channels: 3, inner: 70_001 }],
  ['planes past the cache', { groups: 1, outer: 8, channels: 64, inner: 4112 }],
  ['short planes', { groups: 1, outer: 40, channels: 130, inner: 49 }],
  ['scattered runs', { groups: 3, outer: 6007, channels: 2, inner: 3 }],
  ['layers', { groups: 600, outer: 1, channels: 1, inner: 301 }],
]

const EPSILON = 1e-3

interface Inputs {
  readonly x: Float32Array
  readonly dy: Float32Array
  readonly gamma: Float32Array
  readonly beta: Float32Array
  readonly weights: Float32Array | null
}

function inputsOf({ groups, outer, channels, inner }: View, weighted: boolean): Inputs {
  const length = groups * outer * channels * inner
  return {
    x: wave(length).map((value) => 3 + 2 * value),
    dy: wave(length, 0.7),
    gamma: wave(channels, 0.3).map((value) => 1.5 + value),
    beta: wave(channels, 0.4),
    weights: weighted ? Float32Array.from({ length: groups * outer * inner }, (_, i) => (i % 5) / 2) : null,
  }
}

/** All results of a training forward and backward, where there are weights with dx in place of dy. */
function normalized(backend: Backend, view: View, inputs: Inputs): HostArray[] {
  const put = (values: Float32Array): ReturnType<typeof upload> => upload(backend, values)
  const empty = (length: number): ReturnType<typeof upload> => put(new Float32Array(length).fill(NaN))
  const [x, dy, gamma, beta] = [inputs.x, inputs.dy, inputs.gamma, inputs.beta].map(put)
  const weights = inputs.weights === null ? null : put(inputs.weights)
  const [count, center, residual, m2] = [0, 1, 2, 3].map(() => empty(view.groups * view.channels))
  const [y, dgamma, dbeta] = [x.length, view.channels, view.channels].map(empty)
  const dx = weights === null ? empty(x.length) : dy
  const shared = {
    x,
    weights,
    gamma,
    count,
    center,
    residual,
    m2,
    view,
    epsilon: EPSILON,
    activation: 'relu',
    alpha: 0,
  } as const
  backend.kernels.normForward!({ ...shared, beta, y })
  backend.kernels.normBackward!({ ...shared, dy, y, dx, dgamma, dbeta })
  const outputs = [count, center, residual, m2, y, dgamma, dbeta, dx]
  const results = outputs.map((buffer) => backend.readSync!(buffer))
  for (const buffer of [x, gamma, beta, weights ?? dy, ...outputs]) backend.free(buffer)
  return results
}

/** The largest difference, in the largest of the references. */
function error(values: HostArray, exact: Float64Array): number {
  let [difference, largest] = [0, 0]
  for (let i = 0; i < exact.length; i++) {
    const distance = Math.abs(values[i] - exact[i])
    if (!(distance <= difference)) difference = distance
    largest = Math.max(largest, Math.abs(exact[i]))
  }
  return difference / largest
}

describe.each([
  ['without weights', false],
  ['with weights', true],
])('normalization that is shared, %s', (_, weighted) => {
  const backends: Backend[] = []
  beforeAll(async () => {
    for (const instructionSet of loadAddon().instructionSets)
      for (const threads of [1, 2, 3]) backends.push(await native.open({ instructionSet, threads }))
  })
  afterAll(() => backends.forEach((backend) => backend.close()))

  test.each(VIEWS)('%s: the same bits with 1, 2 and 3 threads, right for each instruction set', (_, view) => {
    const inputs = inputsOf(view, weighted)
    const parameters = { ...inputs, epsilon: EPSILON }
    const moments = exactMoments(inputs.x, view, inputs.weights)
    const exactY = exactForward(inputs.x, view, moments, parameters)
    for (let first = 0; first < backends.length; first += 3) {
      const [results, ...others] = backends.slice(first, first + 3).map((backend) => normalized(backend, view, inputs))
      for (const other of others)
        expect(other.map((values, i) => firstDifference(values, results[i]))).toEqual(results.map(() => -1))
      const [count, center, residual, m2, y, dgamma, dbeta, dx] = results
      const meanErrors = moments.mean.map((mean, i) => Math.abs(center[i] + residual[i] - mean))
      const deviations = moments.m2.map((value, i) => Math.sqrt(value / moments.count[i]))
      expect(error(count, moments.count)).toBeLessThan(1e-6)
      expect(Math.max(...meanErrors.map((value, i) => value / deviations[i]))).toBeLessThan(1e-7)
      expect(error(m2, moments.m2)).toBeLessThan(1e-6)
      expect(error(y, exactY)).toBeLessThan(1e-6)
      const exact = exactBackward({ ...inputs, y }, view, moments, parameters)
      expect(error(dgamma, exact.dgamma)).toBeLessThan(1e-5)
      expect(error(dbeta, exact.dbeta)).toBeLessThan(1e-5)
      expect(error(dx, exact.dx)).toBeLessThan(2e-6)
    }
  })
})
