import { expect, describe, test } from 'vitest'
import { cpu } from '@evenkeel/backend-cpu'
import {
  adam,
  CallContext,
  DataError,
  dense,
  embedding,
  globalAveragePooling1d,
  openDevice,
  OptionError,
  sequential,
  tensor,
  valueAndGradients,
  type Device,
  type Embedding,
} from '../../src/index.js'
import type { Provider } from '../../src/backend/index.js'
import { openCpu } from '../support/devices.js'

const TABLE = [1, 2, 3, 4, 5, 6]

/** A device that can only be read asynchronously, as a GPU. */
const asynchronous: Provider = {
  ...cpu,
  probe: () => cpu.probe(),
  async open() {
    const backend = await cpu.open()
    return new Proxy(backend, {
      get(target, key) {
        if (key === 'traits') return { ...target.traits, readSync: false }
        if (key === 'readSync') return undefined
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  },
}

function placed(device: Device, options: Parameters<typeof embedding>[2] = {}): Embedding {
  const layer = embedding(3, 2, options)
  layer.ensureBuilt([2])
  layer.embeddings.assign(device, { data: Float32Array.from(TABLE), shape: [3, 2] })
  return layer
}

const context = (): CallContext => new CallContext({ training: false })

describe.each([
  ['read at once', openCpu],
  ['read asynchronously', () => openDevice(asynchronous)],
])('embedding on a device that is %s', (_, open) => {
  test('gives each number its row, for both dtypes', async () => {
    const device = await open()
    const layer = placed(device)
    const rows = [
      [
        [5, 6],
        [1, 2],
      ],
      [
        [3, 4],
        [5, 6],
      ],
    ]
    const numbers = [
      [2, 0],
      [1, 2],
    ]
    expect(await layer.call(tensor(device, numbers), context()).toArray()).toEqual(rows)
    expect(await layer.call(tensor(device, numbers, { dtype: 'int32' }), context()).toArray()).toEqual(rows)
    expect(layer.outputShape([2])).toEqual([2, 2])
  })

  test('a row learns from every place where it stands', async () => {
    const device = await open()
    const layer = placed(device)
    const x = tensor(device, [[2, 0, 2]])
    const seed = tensor(device, [
      [
        [1, 2],
        [3, 4],
        [10, 20],
      ],
    ])
    const { gradients } = valueAndGradients([layer.embeddings.value], () => layer.call(x, context()), { seed })
    expect(await gradients[0].toArray()).toEqual([
      [3, 4],
      [0, 0],
      [11, 22],
    ])
  })
})

describe('embedding', () => {
  test.each([3, -1, 0.5])('refuses %d where the device can be looked at', async (number) => {
    const device = await openCpu()
    const layer = placed(device)
    expect(() => layer.call(tensor(device, [[0, number]]), context())).toThrow(DataError)
    expect(() => layer.call(tensor(device, [[0, number]]), context())).toThrow(/input 1 of 2 is .*from 0 to 2/)
  })

  test.each([3, -1, 0.5])('gives NaN for %d elsewhere, in its own row alone', async (number) => {
    const device = await openDevice(asynchronous)
    const y = placed(device).call(tensor(device, [[0, number]]), context())
    expect(await y.toArray()).toEqual([
      [
        [1, 2],
        [NaN, NaN],
      ],
    ])
  })

  test('masks zeros when asked to', async () => {
    const device = await openCpu()
    const call = context()
    placed(device, { maskZero: true }).call(tensor(device, [[2, 0]]), call)
    expect(await call.mask?.toArray()).toEqual([[1, 0]])
  })

  test('learns which words speak for a class', async () => {
    const x = { data: Float32Array.from({ length: 120 }, (_, i) => (i * 7 + (i >> 2)) % 12), shape: [30, 4] }
    const y = Int32Array.from({ length: 30 }, (_, n) => {
      const words = Array.from(x.data.subarray(4 * n, 4 * n + 4))
      return Number(words.filter((word) => word % 3 === 0).length > 1)
    })
    const model = sequential([
      embedding(12, 4, { inputShape: [4] }),
      globalAveragePooling1d(),
      dense(2, { activation: 'softmax' }),
    ])
    model.compile({
      device: await openCpu(),
      optimizer: adam({ learningRate: 0.1 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    })
    await model.fit(x, y, { epochs: 60, batchSize: 10 })
    expect((await model.evaluate(x, y)).accuracy).toBe(1)
  })

  test('refuses dimensions that are no positive integers', () => {
    expect(() => embedding(0, 2)).toThrow(OptionError)
    expect(() => embedding(2, 1.5)).toThrow(OptionError)
  })
})
