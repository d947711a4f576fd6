import { random } from '@evenkeel/core'
import type { Backend, View } from '@evenkeel/core/backend'
import { afterAll, describe, expect, test } from 'vitest'
import { nativeWith, SETUPS } from './every-setup.js'
import { exactMoments } from './normalization-reference.js'
import { upload } from './one-and-three.js'

/** Standard normal numbers. */
function normals(length: number): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 17, stream: 1, offset: 0 })
  return values
}

const VIEWS: readonly (readonly [name: string, view: View])[] = [
  ['a million rows', { groups: 1, outer: 1_000_003, channels: 1, inner: 1 }],
  ['many rows of few channels', { groups: 1, outer: 333_340, channels: 3, inner: 1 }],
  ['rows of many channels', { groups: 1, outer: 6000, channels: 97, inner: 1 }],
  ['long planes', { groups: 1, outer: 4, channels: 3, inner: 50_021 }],
  ['short planes', { groups: 1, outer: 64, channels: 20, inner: 49 }],
]

const elements = ({ groups, outer, channels, inner }: View): number => groups * outer * channels * inner

/** Replaces the first value of each channel. */
function withFirst(values: Float32Array, { channels, inner }: View, first: number): Float32Array {
  for (let channel = 0; channel < channels; channel++) values[channel * inner] = first
  return values
}

const INPUTS: readonly (readonly [name: string, values: (view: View) => Float32Array])[] = [
  ...[0, 1e3, -1e4, 1e5, 1e6].map(
    (ratio) => [`mean/std ${ratio}`, (view: View) => normals(elements(view)).map((z) => ratio + z)] as const,
  ),
  ['a first sample that is an outlier', (view) => withFirst(normals(elements(view)), view, 1e4)],
  [
    'an outlier first, mean/std 1e3',
    (view) =>
      withFirst(
        normals(elements(view)).map((z) => 1e3 + z),
        view,
        -1e6,
      ),
  ],
  [
    'a mean that drifts a thousand deviations',
    (view) => normals(elements(view)).map((z, i, all) => z + (1e3 * i) / all.length),
  ],
  ['values whose squares overflow', (view) => normals(elements(view)).map((z) => 1e30 + 1e29 * z)],
  ['values whose squares underflow', (view) => normals(elements(view)).map((z) => 1e-20 * z)],
]

/** The largest error of a mean, in standard deviations, and of m2, in itself; m2 is infinite where a float is. */
function errors(
  backend: Backend,
  x: Float32Array,
  view: View,
  exact: ReturnType<typeof exactMoments>,
): [number, number] {
  const buffers = [0, 1, 2, 3].map(() => backend.allocate(view.channels, 'float32'))
  const [count, center, residual, m2] = buffers
  const input = upload(backend, x)
  backend.kernels.moments({ x: input, weights: null, count, center, residual, m2, view })
  const [n, centers, residuals, squares] = buffers.map((buffer) => backend.readSync!(buffer))
  for (const buffer of [input, ...buffers]) backend.free(buffer)
  const worst = (error: (channel: number) => number): number => Math.max(...Array.from(squares, (_, c) => error(c)))
  expect(new Set(n)).toEqual(new Set([view.outer * view.inner]))
  return [
    worst((c) => Math.abs(centers[c] + residuals[c] - exact.mean[c]) / Math.sqrt(exact.m2[c] / n[c])),
    worst((c) => (squares[c] === Math.fround(exact.m2[c]) ? 0 : Math.abs(squares[c] / exact.m2[c] - 1))),
  ]
}

describe('moments of hard inputs, against double precision', async () => {
  const backends = await Promise.all(SETUPS.map(([, options]) => nativeWith(options).open()))
  afterAll(() => backends.forEach((backend) => backend.close()))

  describe.each(VIEWS)('%s', (_, view) => {
    test.each(INPUTS)('%s', (_, values) => {
      const x = values(view)
      const exact = exactMoments(x, view)
      for (const backend of backends) {
        const [mean, m2] = errors(backend, x, view, exact)
        // The contract asks for 1e-6 and 1e-5, and only up to mean/std 1e3.
        expect(mean, backend.description).toBeLessThan(5e-8)
        expect(m2, backend.description).toBeLessThan(1e-6)
      }
    })
  })
})
