import { expect, test } from 'vitest'
import { Dataset } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { clusters, smallNetwork } from './support.js'

const { x, y } = clusters(320)

test.each([
  ['fused', openCpu],
  ['composed', openComposed],
])(
  '10,000 steps leave live buffers as after the first, and none is allocated anew (%s kernels)',
  async (_, open) => {
    const device = await open()
    const model = smallNetwork(device)
    const seen: { step: number; live: number; allocations: number; scratch: number }[] = []
    await model.fit(x, y, {
      epochs: 1000,
      batchSize: 32,
      callbacks: [
        {
          onBatchEnd({ epoch, step, steps }) {
            const { liveBuffers, allocations, backend } = device.memory()
            const number = epoch * (steps ?? 0) + step
            if (number === 2 || number === 10_000) {
              seen.push({ step: number, live: liveBuffers, allocations, scratch: backend.scratchBytes })
            }
          },
        },
      ],
    })
    expect(seen).toHaveLength(2)
    expect(seen[1]).toEqual({ ...seen[0], step: 10_000 })
  },
  120_000,
)

test('fit, evaluate and predict give everything back, and dispose the rest', async () => {
  const device = await openCpu()
  const model = smallNetwork(device)
  await model.fit(x, y, { epochs: 1, validationSplit: 0.2 })
  const trained = device.memory().liveBuffers
  await model.evaluate(x, y)
  const output = await model.predict(x)
  output.dispose()
  const stream = Dataset.fromBatches(() => [{ x, y }])
  await model.fit(stream, { epochs: 2 })
  await expect(model.fit(x, new Int32Array(320).fill(9))).rejects.toThrow()
  expect(device.memory().liveBuffers).toBe(trained)
  model.dispose()
  expect(device.memory().liveBuffers).toBe(0)
})
