import { Worker } from 'node:worker_threads'
import { describe, expect, test, vi } from 'vitest'
import { bits, images, network } from './digits.js'

const { x, y } = images(1000)

describe('the number of threads', () => {
  test.each([2, 3, 7])('%d give the weights of one, bit by bit', async (threads) => {
    const trained = [1, threads].map(async (count) => {
      const model = await network({ threads: count })
      await model.fit(x, y, { epochs: 3, batchSize: 128 })
      return bits(model)
    })
    const [one, several] = await Promise.all(trained)
    expect(several).toEqual(one)
  })
})

describe('idle threads', () => {
  test('sleep: a device that waits uses no processor time', async () => {
    const model = await network({ threads: 4 })
    await model.fit(x, y, { epochs: 1 })
    const before = process.cpuUsage()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(250)
    model.device.close()
  })
})

const trainingWorker = new URL('training-worker.mjs', import.meta.url)

async function startWorker(): Promise<Worker> {
  const epochs = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(trainingWorker, { execArgv: [], workerData: epochs })
  await vi.waitUntil(() => Atomics.load(epochs, 0) > 0, { timeout: 20_000, interval: 5 })
  return worker
}

describe('a worker thread that is killed in the middle of fit', () => {
  test('harms no other device', async () => {
    const undisturbed = await network({})
    await undisturbed.fit(x, y, { epochs: 4 })
    const worker = await startWorker()
    const model = await network({})
    const training = model.fit(x, y, { epochs: 4 })
    await worker.terminate()
    await training
    expect(await bits(model)).toEqual(await bits(undisturbed))
  })

  // Where the end finds it is a matter of chance: inside a kernel, or at one of the addon's calls of Node-API,
  // which then fails and used to take the whole process with it, one time in a few.
  test('ends without the process, wherever in a step it is', { timeout: 60_000 }, async () => {
    for (let killed = 0; killed < 20; killed++) {
      const worker = await startWorker()
      expect(await worker.terminate()).toBe(1)
    }
  })
})
