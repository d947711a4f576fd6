import { beforeAll, describe, expect, test } from 'vitest'
import { ops, random, runInScope, tensor, valueAndGradients, type Device, type Tensor } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'

interface Case {
  readonly name: string
  readonly shapes: readonly (readonly number[])[]
  readonly f: (...x: Tensor[]) => Tensor
  readonly positive: boolean
}

type Row = readonly [
  name: string,
  shapes: readonly (readonly number[])[],
  f: (...x: Tensor[]) => Tensor,
  options?: { readonly positive?: boolean },
]

const view = { groups: 1, outer: 6, channels: 3, inner: 1 }

const ROWS: readonly Row[] = [
  ['add broadcast', [[4, 3], [3]], (a, b) => ops.add(a, b)],
  [
    'sub broadcast column',
    [
      [4, 3],
      [4, 1],
    ],
    (a, b) => ops.sub(a, b),
  ],
  [
    'mul of crossed shapes',
    [
      [4, 1],
      [1, 3],
    ],
    (a, b) => ops.mul(a, b),
  ],
  [
    'mul with a gap between broadcast axes',
    [
      [2, 3, 4],
      [2, 1, 4],
    ],
    (a, b) => ops.mul(a, b),
  ],
  ['div', [[5], [5]], (a, b) => ops.div(a, b), { positive: true }],
  ['maximum', [[7], [7]], (a, b) => ops.maximum(a, b)],
  ['minimum', [[7], [1]], (a, b) => ops.minimum(a, b)],
  ['pow', [[5], [5]], (a, b) => ops.pow(a, b), { positive: true }],
  ['abs', [[6]], (a) => ops.abs(a)],
  ['square', [[6]], (a) => ops.square(a)],
  ['sqrt', [[6]], (a) => ops.sqrt(a), { positive: true }],
  ['rsqrt', [[6]], (a) => ops.rsqrt(a), { positive: true }],
  ['exp', [[6]], (a) => ops.exp(a)],
  ['expm1', [[6]], (a) => ops.expm1(a)],
  ['log', [[6]], (a) => ops.log(a), { positive: true }],
  ['log1p', [[6]], (a) => ops.log1p(a), { positive: true }],
  ['erf', [[6]], (a) => ops.erf(a)],
  ['clip', [[9]], (a) => ops.clip(a, -0.7, 0.6)],
  ['where', [[6], [6]], (a, b) => ops.where(ops.less(a, b), a, ops.mul(b, 3))],
  ['reshape', [[2, 6]], (a) => ops.square(ops.reshape(a, [3, -1]))],
  ['transpose', [[2, 3, 4]], (a) => ops.square(ops.transpose(a, [2, 0, 1]))],
  ['slice', [[4, 5]], (a) => ops.square(ops.slice(a, [1, 2], [2, 3]))],
  ['flip', [[3, 4]], (a) => ops.mul(ops.flip(a, 1), a)],
  ['broadcastTo', [[3, 1]], (a) => ops.square(ops.broadcastTo(a, [2, 3, 4]))],
  [
    'concat',
    [
      [2, 3],
      [2, 2],
    ],
    (a, b) => ops.square(ops.concat([a, b], 1)),
  ],
  ['sum over inner axis', [[2, 3, 4]], (a) => ops.square(ops.sum(a, { axis: 1 }))],
  ['mean over outer axes', [[2, 3, 4]], (a) => ops.square(ops.mean(a, { axis: [0, 2], keepDims: true }))],
  ['max', [[3, 5]], (a) => ops.max(a, { axis: 1 })],
  ['min', [[3, 5]], (a) => ops.min(a, { axis: 0 })],
  [
    'matmul',
    [
      [3, 4],
      [4, 2],
    ],
    (a, b) => ops.matmul(a, b),
  ],
  [
    'matmul transposed',
    [
      [4, 3],
      [2, 4],
    ],
    (a, b) => ops.matmul(a, b, { transposeA: true, transposeB: true }),
  ],
  [
    'matmul batched and broadcast',
    [
      [2, 3, 4],
      [4, 2],
    ],
    (a, b) => ops.matmul(a, b),
  ],
  ['matmul of vectors', [[4], [4]], (a, b) => ops.matmul(a, b)],
  ['dense with bias and tanh', [[3, 4], [4, 2], [2]], (x, w, b) => ops.dense(x, w, b, { activation: 'tanh' })],
  [
    'dense over rank 3',
    [
      [2, 3, 4],
      [4, 2],
    ],
    (x, w) => ops.dense(x, w, null),
  ],
  ['relu', [[9]], (a) => ops.relu(a)],
  ['leakyRelu', [[9]], (a) => ops.leakyRelu(a, 0.1)],
  ['elu', [[9]], (a) => ops.elu(a, 1.5)],
  ['selu', [[9]], (a) => ops.selu(a)],
  ['gelu', [[9]], (a) => ops.gelu(a)],
  ['gelu by tanh', [[9]], (a) => ops.gelu(a, true)],
  ['silu', [[9]], (a) => ops.silu(a)],
  ['mish', [[9]], (a) => ops.mish(a)],
  ['sigmoid', [[9]], (a) => ops.sigmoid(a)],
  ['tanh', [[9]], (a) => ops.tanh(a)],
  ['softplus', [[9]], (a) => ops.softplus(a, 2)],
  ['logSigmoid', [[9]], (a) => ops.logSigmoid(a)],
  ['softmax over the middle', [[2, 3, 4]], (a) => ops.softmax(a, 1)],
  ['logSoftmax', [[3, 4]], (a) => ops.logSoftmax(a)],
  [
    'cross-entropy of distributions',
    [[3, 4]],
    (a) => ops.softmaxCrossEntropy(a, ops.softmax(a), { labelSmoothing: 0.1 }),
  ],
  [
    'batchNormalize',
    [[6, 3], [3], [3]],
    (x, gamma, beta) => ops.batchNormalize(x, { view, gamma, beta, epsilon: 1e-2 }).y,
  ],
  [
    'batchNormalize, channels first with groups and relu',
    [[2, 3, 5], [3], [3]],
    (x, gamma, beta) =>
      ops.batchNormalize(x, {
        view: { groups: 2, outer: 1, channels: 3, inner: 5 },
        gamma,
        beta,
        epsilon: 1e-2,
        activation: 'relu',
      }).y,
  ],
  [
    'normalizeByStatistics',
    [[6, 3], [3], [3]],
    (x, gamma, beta) => {
      const mean = tensor(x.device, [0.1, 0.2, 0.3])
      const variance = tensor(x.device, [1, 2, 3])
      return ops.normalizeByStatistics(x, { view, mean, variance, gamma, beta, epsilon: 1e-2 })
    },
  ],
  [
    'layerNormalize',
    [
      [4, 2, 3],
      [2, 3],
      [2, 3],
    ],
    (x, gamma, beta) => ops.layerNormalize(x, { axes: 2, gamma, beta, epsilon: 1e-2 }),
  ],
]

const CASES: readonly Case[] = ROWS.map(([name, shapes, f, { positive = false } = {}]) => ({
  name,
  shapes,
  f,
  positive,
}))

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('gradients agree with finite differences (%s kernels)', (_, open) => {
  let device: Device
  beforeAll(async () => {
    device = await open()
  })

  test.each(CASES)('$name', ({ shapes, f, positive }) => {
    const values = shapes.map((shape, i) => {
      const data = new Float32Array(shape.reduce((size, n) => size * n, 1))
      random.fillNormal(data, { seed: 3, stream: i, offset: 0 })
      return positive ? data.map((x) => 0.5 + Math.abs(x)) : data
    })
    const inputs = (at: readonly Float32Array[]): Tensor[] =>
      at.map((data, i) => tensor(device, data, { shape: shapes[i] }))
    const weightsOf = (y: Tensor): Float32Array => {
      const weights = new Float32Array(y.size)
      random.fillNormal(weights, { seed: 4, stream: 0, offset: 0 })
      return weights
    }
    /** Σ wᵢ·yᵢ in double precision. */
    const objective = (at: readonly Float32Array[]): number =>
      runInScope(device, () => {
        const y = f(...inputs(at))
        const weights = weightsOf(y)
        return Array.from(y.readSync()).reduce((sum: number, value: number, i: number) => sum + weights[i] * value, 0)
      })
    runInScope(device, () => {
      const x = inputs(values)
      const size = f(...x)
      const seed = tensor(device, weightsOf(size), { shape: size.shape })
      const { gradients } = valueAndGradients(x, () => f(...x), { seed })
      gradients.forEach((gradient, i) => {
        const got = gradient.readSync()
        values[i].forEach((value, j) => {
          const step = 2 ** -7
          const moved = (by: number): Float32Array[] =>
            values.map((data, k) => (k === i ? data.map((x, l) => (l === j ? value + by : x)) : data))
          const want = (objective(moved(step)) - objective(moved(-step))) / (2 * step)
          expect(Math.abs(got[j] - want), `input ${i}, element ${j}: ${got[j]} against ${want}`).toBeLessThanOrEqual(
            3e-3 * Math.max(1, Math.abs(want)),
          )
        })
      })
    })
    expect(device.currentScope).toBeNull()
  })

  test('a tensor used twice receives the sum of both gradients', () => {
    const x = tensor(device, [2, 3])
    const { gradients } = valueAndGradients([x], () => ops.sum(ops.add(ops.square(x), ops.mul(x, 5))))
    expect([...gradients[0].readSync()]).toEqual([9, 11])
  })

  test('a tensor without influence has gradient zero', () => {
    const [x, z] = [tensor(device, [1, 2]), tensor(device, [3])]
    const { gradients } = valueAndGradients([x, z], () => ops.sum(x))
    expect([...gradients[1].readSync()]).toEqual([0])
  })

  test('rows gathered twice receive both gradients', () => {
    const table = tensor(device, [
      [1, 2],
      [3, 4],
      [5, 6],
    ])
    const rows = tensor(device, [2, 0, 2], { dtype: 'int32' })
    const { gradients } = valueAndGradients([table], () => ops.sum(ops.square(ops.gatherRows(table, rows))))
    expect([...gradients[0].readSync()]).toEqual([2, 4, 0, 0, 20, 24])
  })
})
