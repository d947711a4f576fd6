import { cpu } from '@evenkeel/backend-cpu'
import { Dataset, DeviceLostError, openDevice, sgd, type Checkpoint, type Example } from '@evenkeel/core'
import { expect, test, vi } from 'vitest'
import { webgl } from '../../src/index.js'
import { digitBatches, networkOn } from './digits.js'

const STEPS = 30
const LOST_IN = 17
const batches = digitBatches(STEPS, 32)
const optimizer = sgd({ learningRate: 0.05, momentum: 0.9 })

/** Batches from a step on, as one epoch. */
const from = (step: number): Dataset => Dataset.fromBatches((): Example[] => batches.slice(step))

test('training that loses its device goes on on the next one from the last committed step', async () => {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext')
  const first = await openDevice(webgl)
  const gl = getContext.mock.results.at(-1)!.value as WebGL2RenderingContext
  getContext.mockRestore()

  const model = networkOn(first, optimizer)
  let committed: Checkpoint | null = null
  const training = model.fit(from(0), {
    callbacks: [
      {
        onBatchEnd: async ({ step }) => {
          if (step === LOST_IN) gl.getExtension('WEBGL_lose_context')!.loseContext()
          committed = await model.checkpoint()
        },
      },
    ],
  })
  await expect(training).rejects.toThrow(DeviceLostError)
  expect((await first.lost).reason).toMatch(/took the WebGL context away/)
  const { step } = committed!
  expect(step).toBe(LOST_IN - 1)
  model.dispose()
  first.close()

  const next = await openDevice(cpu)
  const resumed = networkOn(next, optimizer)
  resumed.restore(committed!)
  await resumed.fit(from(step))
  const undisturbed = networkOn(next, optimizer)
  await undisturbed.fit(from(0))
  const [found, expected] = [await resumed.getWeights(), await undisturbed.getWeights()]
  for (const [path, { data }] of Object.entries(expected)) {
    const differences = Array.from(data, (value, i) => Math.abs(value - found[path].data[i]))
    expect(Math.max(...differences), path).toBeLessThan(1e-4)
  }
  next.close()
})
