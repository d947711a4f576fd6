import { beforeAll, describe, expect, test } from 'vitest'
import {
  inMemoryCollective,
  ops,
  random,
  runInScope,
  ShapeError,
  tensor,
  valueAndGradients,
  type Collective,
  type Device,
  type Tensor,
} from '../../src/index.js'
import type { View } from '../../src/backend/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'

function normals(length: number, offset: number, mean = 0, std = 1): Float32Array {
  const values = new Float32Array(length)
  random.fillNormal(values, { seed: 21, stream: 3, offset })
  return values.map((z) => mean + std * z)
}

const shapes: [string, number[], View][] = [
  ['channels last', [11, 4], { groups: 1, outer: 11, channels: 4, inner: 1 }],
  ['channels first', [7, 3, 5], { groups: 1, outer: 7, channels: 3, inner: 5 }],
  ['channels last with places', [5, 3, 2], { groups: 1, outer: 15, channels: 2, inner: 1 }],
]

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('synchronized batch norm (%s kernels)', (_, open) => {
  let device: Device
  beforeAll(async () => {
    device = await open()
  })

  interface Pass {
    y: ArrayLike<number>
    gradients: ArrayLike<number>[]
    statistics: ArrayLike<number>[]
  }

  function pass(shape: number[], view: View, data: Float32Array, collective: Collective | null): Pass {
    return runInScope(device, () => {
      const x = tensor(device, data, { shape })
      const [gamma, beta] = [normals(view.channels, 8), normals(view.channels, 9)].map((v) => tensor(device, v))
      const seed = tensor(device, normals(data.length, 7), { shape })
      const options = { view, gamma, beta, epsilon: 1e-5 }
      const compute = (): { value: Tensor; auxiliary: Record<string, Tensor> } => {
        const { y, statistics } =
          collective === null
            ? ops.batchNormalize(x, options)
            : ops.synchronizedBatchNormalize(x, { ...options, collective })
        return { value: y, auxiliary: { ...statistics } }
      }
      const { value, gradients, auxiliary } = valueAndGradients([x, gamma, beta], compute, { seed })
      const { count, center, residual, m2 } = auxiliary
      return {
        y: value.readSync(),
        gradients: gradients.map((gradient) => gradient.readSync()),
        statistics: [count.readSync(), ops.add(center, residual).readSync(), m2.readSync()],
      }
    })
  }

  test.each(shapes)('over uneven parts equals the whole batch (%s)', (_name, shape, view) => {
    const data = normals(
      shape.reduce((a, b) => a * b),
      1,
      3,
      2,
    )
    const whole = pass(shape, view, data, null)
    for (const parts of [1, 2, 3, shape[0]]) {
      const split = pass(shape, view, data, inMemoryCollective(parts))
      expectClose(split.y, whole.y, { rtol: 1e-6, atol: 1e-6 })
      split.gradients.forEach((gradient, i) => expectClose(gradient, whole.gradients[i], { rtol: 1e-6, atol: 2e-6 }))
      split.statistics.forEach((vector, i) => expectClose(vector, whole.statistics[i], { rtol: 1e-6, atol: 1e-6 }))
    }
  })

  test('with large means and tiny deviations too', () => {
    const [, shape, view] = shapes[0]
    const data = normals(44, 2, 1e4, 1e-2)
    const [whole, split] = [pass(shape, view, data, null), pass(shape, view, data, inMemoryCollective(4))]
    expectClose(split.y, whole.y, { rtol: 1e-5, atol: 1e-5 })
  })

  test('two members that exchange by message compute the two parts of the whole', () => {
    const [, shape, view] = shapes[0]
    const data = normals(44, 3, -2, 3)
    const whole = pass(shape, view, data, null)
    /** Members whose messages are recorded in a first run and delivered in a second. */
    const sent: { moments: Float32Array[]; sums: Float32Array[][] }[] = [
      { moments: [], sums: [] },
      { moments: [], sums: [] },
    ]
    const member = (rank: number, deliver: boolean): Collective => ({
      partition: (samples) => [samples],
      gather: (workspace, [local]) => {
        const vectors = [local.count, local.center, local.residual, local.m2]
        if (!deliver) sent[rank].moments = vectors.map((v) => Float32Array.from(device.readSync(v)))
        const other = sent[1 - rank].moments.map((v) => {
          const buffer = workspace.scratch(v.length)
          device.write(buffer, v)
          return buffer
        })
        if (!deliver) return [local]
        const [count, center, residual, m2] = other
        const remote = { count, center, residual, m2 }
        return rank === 0 ? [local, remote] : [remote, local]
      },
      sum: (_workspace, vectors) => {
        if (!deliver) {
          sent[rank].sums = [vectors.map((v) => Float32Array.from(device.readSync(v)))]
          return
        }
        vectors.forEach((vector, i) => {
          const total = device.readSync(vector).map((v, c) => v + sums[1 - rank][i][c])
          device.write(vector, Float32Array.from(total))
        })
      },
    })
    const cut = 7 * 4
    const parts = [data.subarray(0, cut), data.subarray(cut)]
    const seeds = normals(44, 7)
    const forward = (rank: number, collective: Collective): Pass => {
      const rows = parts[rank].length / 4
      const own = { ...view, outer: rows }
      return runInScope(device, () => {
        const x = tensor(device, parts[rank], { shape: [rows, 4] })
        const [gamma, beta] = [normals(4, 8), normals(4, 9)].map((v) => tensor(device, v))
        const seed = tensor(device, rank === 0 ? seeds.subarray(0, cut) : seeds.subarray(cut), { shape: [rows, 4] })
        const compute = (): Tensor =>
          ops.synchronizedBatchNormalize(x, { view: own, gamma, beta, epsilon: 1e-5, collective }).y
        const { value, gradients } = valueAndGradients([x, gamma, beta], compute, { seed })
        return { y: value.readSync(), gradients: gradients.map((g) => g.readSync()), statistics: [] }
      })
    }
    // The sums of the backward pass depend on the statistics of all, so they are taken from the whole batch's formula:
    // dβ and dγ of each part, with the statistics delivered.
    forward(0, member(0, false))
    forward(1, member(1, false))
    const sums: Float32Array[][] = []
    const first = [0, 1].map((rank) => {
      const collective = member(rank, true)
      return forward(rank, {
        ...collective,
        sum: (_w, vectors) => void (sums[rank] = vectors.map((v) => Float32Array.from(device.readSync(v)))),
      })
    })
    const second = [0, 1].map((rank) => forward(rank, member(rank, true)))
    expectClose([...Array.from(first[0].y), ...Array.from(first[1].y)], whole.y, { rtol: 1e-5, atol: 1e-5 })
    const dx = second.flatMap(({ gradients }) => Array.from(gradients[0]))
    expectClose(dx, whole.gradients[0], { rtol: 1e-5, atol: 1e-5 })
    for (const i of [1, 2]) {
      const added = Array.from(second[0].gradients[i], (v, c) => v + second[1].gradients[i][c])
      expectClose(added, whole.gradients[i], { rtol: 1e-5, atol: 1e-5 })
    }
  })

  test('parts that do not add up are refused', () => {
    const [, shape, view] = shapes[0]
    const collective = { ...inMemoryCollective(2), partition: () => [5, 5] }
    expect(() => pass(shape, view, normals(44, 1), collective)).toThrow(ShapeError)
  })
})
