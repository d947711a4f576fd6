import { cpu } from '@evenkeel/backend-cpu'
import { openDevice, ops, random, tensor, valueAndGradients, type Tensor } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { float32Arithmetic } from '../src/index.js'

const EPSILON = 1e-10
const [SAMPLES, POSITIONS, CHANNELS] = [3, 50, 6]

function normals(length: number, stream: number, mean: number, std: number): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 9, stream, offset: 0 })
  return values.map((z) => mean + std * z)
}

interface Kind {
  readonly name: string
  readonly f: (x: Tensor) => Tensor
  /** The set of values that are normalized together with element i. */
  readonly setOf: (i: number) => number
  /** Whether the mean is taken away. */
  readonly centered: boolean
}

const sample = (i: number): number => Math.floor(i / (POSITIONS * CHANNELS))
const bare = { gamma: null, beta: null, epsilon: EPSILON }
const KINDS: readonly Kind[] = [
  {
    name: 'group norm, channels last',
    f: (x) => ops.groupNormalize(x, { ...bare, axis: -1, groups: 3 }),
    setOf: (i) => sample(i) * 3 + Math.floor((i % CHANNELS) / 2),
    centered: true,
  },
  {
    name: 'group norm, channels first',
    f: (x) => ops.groupNormalize(ops.reshape(x, [SAMPLES, CHANNELS, POSITIONS]), { ...bare, axis: 1, groups: 2 }),
    setOf: (i) => Math.floor(i / (POSITIONS * 3)),
    centered: true,
  },
  {
    name: 'instance norm',
    f: (x) => ops.groupNormalize(x, { ...bare, axis: -1, groups: CHANNELS }),
    setOf: (i) => sample(i) * CHANNELS + (i % CHANNELS),
    centered: true,
  },
  { name: 'RMS norm', f: (x) => ops.rmsNormalize(x, { ...bare, axes: 2 }), setOf: sample, centered: false },
]

/** y and dx in double precision, by definition. */
function reference(x: Float32Array, dy: Float32Array, { setOf, centered }: Kind): { y: number[]; dx: number[] } {
  const sets = new Map<number, number[]>()
  x.forEach((_, i) => sets.set(setOf(i), [...(sets.get(setOf(i)) ?? []), i]))
  const [y, dx] = [new Array<number>(x.length), new Array<number>(x.length)]
  const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
  for (const set of sets.values()) {
    const center = centered ? mean(set.map((i) => x[i])) : 0
    const root = Math.sqrt(mean(set.map((i) => (x[i] - center) ** 2)) + EPSILON)
    for (const i of set) y[i] = (x[i] - center) / root
    const level = centered ? mean(set.map((i) => dy[i])) : 0
    const along = mean(set.map((i) => dy[i] * y[i]))
    for (const i of set) dx[i] = (dy[i] - level - y[i] * along) / root
  }
  return { y, dx }
}

/** The largest error, in the largest of the values. */
function relativeError(got: ArrayLike<number>, want: readonly number[]): number {
  const largest = Math.max(...want.map(Math.abs))
  return Math.max(...want.map((value, i) => Math.abs(got[i] - value))) / largest
}

// Rounding an input of 1e4 to float32 moves it by up to a twentieth of the deviation; the reference sees the rounded one.
describe.each([
  ['double-precision sums', cpu],
  ['float32 arithmetic', float32Arithmetic(cpu as Provider<unknown>)],
])('inputs of mean 1e4 and deviation 1e-2, %s', (_, provider) => {
  test.each(KINDS)('$name', async (kind) => {
    const device = await openDevice(provider)
    const x = normals(SAMPLES * POSITIONS * CHANNELS, 1, 1e4, 1e-2)
    const dy = normals(x.length, 2, 0, 1)
    const shape = [SAMPLES, POSITIONS, CHANNELS]
    const [input, seed] = [x, dy].map((data) => tensor(device, data, { shape }))
    const { value, gradients } = valueAndGradients([input], () => kind.f(input), { seed })
    const want = reference(x, dy, kind)
    expect(relativeError(await value.read(), want.y)).toBeLessThan(1e-6)
    expect(relativeError(await gradients[0].read(), want.dx)).toBeLessThan(1e-6)
    device.close()
  })
})
