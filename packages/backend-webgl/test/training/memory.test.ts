import { adam, Dataset, openDevice, type DeviceMemory } from '@evenkeel/core'
import { expect, test, vi } from 'vitest'
import { webgl } from '../../src/index.js'
import { digitBatches, networkOn } from './digits.js'

const STEPS = 200
const batches = digitBatches(20, 32)

interface Usage extends DeviceMemory {
  readonly textures: number
}

test(`${STEPS} steps need no memory and no textures that the first two did not need`, async () => {
  const created = vi.spyOn(WebGL2RenderingContext.prototype, 'createTexture')
  const deleted = vi.spyOn(WebGL2RenderingContext.prototype, 'deleteTexture')
  const device = await openDevice(webgl)
  const usages: Usage[] = []
  const onBatchEnd = (): void => {
    usages.push({ ...device.memory(), textures: created.mock.calls.length - deleted.mock.calls.length })
  }
  const epochs = STEPS / batches.length
  await networkOn(device, adam()).fit(
    Dataset.fromBatches(() => batches),
    { epochs, callbacks: [{ onBatchEnd }] },
  )
  device.close()
  vi.restoreAllMocks()
  expect(usages).toHaveLength(STEPS)
  for (const step of [1, 2, STEPS]) {
    const { textures, liveBuffers, backend } = usages[step - 1]
    const bytes = `${backend.bytes} bytes and ${backend.scratchBytes} of scratch`
    console.log(`after step ${step}: ${textures} textures, ${liveBuffers} buffers in use, ${bytes}`)
  }
  // The first step commits statistics before it has taken the sums of the epoch from the pool of small textures.
  const [first, second, ...later] = usages
  expect(second.textures - first.textures).toBeLessThanOrEqual(1)
  expect(second).toMatchObject({ liveBuffers: first.liveBuffers, allocations: first.allocations })
  for (const usage of later) expect(usage).toEqual(second)
})
