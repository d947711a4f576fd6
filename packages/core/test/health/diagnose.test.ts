import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  Dataset,
  dense,
  diagnose,
  dropout,
  keep,
  Layer,
  openDevice,
  OptionError,
  sequential,
  StateError,
  zeros,
  type Tensor,
} from '../../src/index.js'
import { cpu } from '@evenkeel/backend-cpu'
import type { Backend } from '../../src/backend/index.js'
import { openCpu } from '../support/devices.js'
import { bits, clusters, smallNetwork } from '../training/support.js'
import { compiled, found, normal, settled } from './support.js'

const { x, y } = clusters(320)

describe('diagnose leaves everything as it was', () => {
  test('weights, running statistics, the optimizer and what training makes of them, bit for bit', async () => {
    const [examined, left] = [smallNetwork(await openCpu()), smallNetwork(await openCpu())]
    for (const model of [examined, left]) await model.fit(x, y, { epochs: 2 })
    const before = await bits(examined)
    await diagnose(examined, x)
    expect(await bits(examined)).toEqual(before)
    for (const model of [examined, left]) await model.fit(x, y, { epochs: 2 })
    expect(await bits(examined)).toEqual(await bits(left))
  })

  test('live buffers', async () => {
    const device = await openCpu()
    const model = smallNetwork(device)
    await model.fit(x, y)
    const { liveBuffers } = device.memory()
    for (let time = 0; time < 3; time++) await diagnose(model, x, { maxSamples: 100 })
    expect(device.memory().liveBuffers).toBe(liveBuffers)
  })

  test('live buffers and kernels when a layer throws', async () => {
    class Broken extends Layer {
      override call(): Tensor {
        throw new RangeError('broken')
      }
    }
    const device = await openCpu()
    const { kernels } = device
    const model = compiled(device, [dense(4, { inputShape: [8], activation: 'relu' }), new Broken()])
    const { liveBuffers } = device.memory()
    await expect(diagnose(model, x)).rejects.toThrow('broken')
    expect(device.memory().liveBuffers).toBe(liveBuffers)
    expect(device.kernels).toBe(kernels)
  })
})

describe('the data of diagnose', () => {
  test('may end in a batch of one sample, which has no variance', async () => {
    const { layers } = await diagnose(await settled(await openCpu(), 4), normal(65, 4), { batchSize: 32 })
    expect(layers[0].noise?.values).toBe(32)
  })

  test('may be a tensor, or a stream of batches, whose size counts', async () => {
    const device = await openCpu()
    const model = await settled(device, 8)
    const { data, shape } = normal(64, 8)
    const samples = keep(zeros(device, shape))
    device.write(samples.buffer, Float32Array.from(data))
    const batch = { x: { data, shape } }
    expect((await diagnose(model, samples)).layers[0].noise?.values).toBe(32)
    expect(
      (
        await diagnose(
          model,
          Dataset.fromBatches(() => [batch, batch]),
        )
      ).layers[0].noise?.values,
    ).toBe(64)
    expect(samples.disposed).toBe(false)
  })

  test('is looked at up to maxSamples', async () => {
    const model = await settled(await openCpu(), 1)
    const { data, shape } = normal(4096, 1)
    let seen = 0
    class Counting extends Layer {
      override call(input: Tensor): Tensor {
        seen += input.shape[0]
        return input
      }
    }
    await diagnose(compiled(model.device, [new Counting({ inputShape: [1] })]), { data, shape }, { maxSamples: 1000 })
    expect(seen).toBe(1024)
  })

  test('passes without dropout: the statistics are those of test time', async () => {
    const layer = batchNormalization({ convention: 'torch' })
    const model = compiled(await openCpu(), [dropout(0.5, { inputShape: [4] }), layer])
    const { layers } = await diagnose(model, normal(4096, 4))
    for (const { data } of layers[0].channels) expect(data?.variance).toBeCloseTo(1, 1)
  })
})

test('a device that can only be read asynchronously gives the same', async () => {
  const asynchronous = {
    ...cpu,
    probe: () => cpu.probe(),
    async open(): Promise<Backend> {
      return new Proxy(await cpu.open(), {
        get(target, key) {
          const value: unknown = key === 'readSync' ? undefined : Reflect.get(target, key)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
  const models = [smallNetwork(await openDevice(asynchronous)), smallNetwork(await openCpu())]
  const [there, here] = await Promise.all(models.map((model) => diagnose(model, x)))
  expect(there.findings.length).toBeGreaterThan(0)
  expect(JSON.stringify(there)).toBe(JSON.stringify(here))
})

test('each call of a shared layer counts', async () => {
  const shared = batchNormalization()
  const model = sequential([shared, shared], { inputShape: [4] })
  model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
  const { layers } = await diagnose(model, normal(256, 4))
  expect(layers).toHaveLength(1)
  expect(layers[0].noise?.values).toBe(64)
})

test('layers inside others have their paths', async () => {
  const inner = sequential([dense(8), batchNormalization()], { name: 'block' })
  const diagnosis = await diagnose(compiled(await openCpu(), [inner, dense(1)]), x)
  expect(found(diagnosis)).toContain('block/batchNormalization: untrained-statistics')
})

test('a text tells the layer, the figure, what it means and what to do', async () => {
  const model = await settled(await openCpu(), 4, { momentum: 0.1 })
  expect(String(await diagnose(model, normal(1024, 4)))).toBe(
    [
      'batchNormalization: foreign-momentum',
      '  Momentum 0.1 is the weight of the old statistics in the keras convention, and that of the new in the torch convention: here the newest batch weighs 0.9.',
      '  The running statistics are practically those of the last batch, with all its noise.',
      "  Use momentum 0.9, or convention 'torch' for a number from there.",
    ].join('\n'),
  )
})

describe('options of diagnose', () => {
  test('thresholds replace those of the table', async () => {
    const model = await settled(await openCpu(), 8)
    const data = normal(1024, 8)
    expect(found(await diagnose(model, data, { thresholds: { meanNoise: 0.1 } }))).toEqual([
      'batchNormalization: noisy-statistics',
    ])
    expect(found(await diagnose(model, data, { batchSize: 4, thresholds: { meanNoise: 0.6 } }))).toEqual([])
  })

  test.each([
    [{ batchSize: 0 }],
    [{ maxSamples: 1.5 }],
    [{ thresholds: { gap: -1 } }],
    [{ thresholds: { nap: 1 } as never }],
  ])('%j is refused', async (options) => {
    const model = await settled(await openCpu(), 8)
    await expect(diagnose(model, x, options)).rejects.toBeInstanceOf(OptionError)
  })

  test('a model that was not compiled is refused', async () => {
    await expect(diagnose(sequential([dense(1)]), x)).rejects.toBeInstanceOf(StateError)
  })
})
