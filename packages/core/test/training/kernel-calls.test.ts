import { expect, test } from 'vitest'
import type { Sequential } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { clusters, smallNetwork } from './support.js'

const { x, y } = clusters(64)

/** Kernels called in one more step, or batch. */
async function callsOfOne(model: Sequential, run: (batchSize: number) => Promise<unknown>): Promise<number> {
  const calls = async (batchSize: number): Promise<number> =>
    (await model.device.profile(() => run(batchSize))).reduce((sum, kernel) => sum + kernel.calls, 0)
  await run(16)
  return ((await calls(8)) - (await calls(16))) / 4
}

/*
 * Of the calls of a step 15 are those of the network and the optimizer, 3 gather the batch, 4 are the mean of the loss and
 * its gradient, 5 the bookkeeping. Accuracy takes 7 more.
 */
test('a step of the article’s network with accuracy takes 34 kernel calls on a device with all kernels', async () => {
  const model = smallNetwork(await openCpu())
  expect(await callsOfOne(model, (batchSize) => model.fit(x, y, { batchSize }))).toBeLessThanOrEqual(34)
  expect(await callsOfOne(model, (batchSize) => model.evaluate(x, y, { batchSize }))).toBeLessThanOrEqual(20)
})
