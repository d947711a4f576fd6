import { expect, test } from 'vitest'
import {
  DeviceMismatchError,
  dropout,
  flatten,
  sequential,
  ShapeError,
  tensor,
  zeros,
  type Layer,
} from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { clusters, smallNetwork } from './support.js'

const { x } = clusters(100)

test('the size of the batches does not change a bit, for arrays and for tensors', async () => {
  const device = await openCpu()
  const model = smallNetwork(device)
  const whole = await (await model.predict(x, { batchSize: 100 })).read()
  for (const data of [x, tensor(device, x.data, { shape: x.shape })]) {
    for (const batchSize of [128, 1, 7, 50]) {
      expect(await (await model.predict(data, { batchSize })).read()).toEqual(whole)
    }
  }
})

test.each<[string, () => Layer]>([
  ['hands its input on', () => dropout(0.5)],
  ['sees its input in another shape', () => flatten()],
])('the output of a model that %s is the caller’s, and so is the input', async (_, layer) => {
  const device = await openCpu()
  const model = sequential([layer()], { inputShape: [2] })
  model.place(device)
  const input = tensor(device, [
    [1, 2],
    [3, 4],
  ])
  const output = await model.predict(input)
  input.dispose()
  expect([...(await output.read())]).toEqual([1, 2, 3, 4])
  output.dispose()
  expect(device.memory().liveBuffers).toBe(0)
})

test('predictOnBatch gives at once what predict gives', async () => {
  const device = await openCpu()
  const model = smallNetwork(device)
  const input = tensor(device, x.data, { shape: x.shape })
  const live = device.memory().liveBuffers
  const output = model.predictOnBatch(input)
  expect(output.readSync()).toEqual(await (await model.predict(x)).read())
  output.dispose()
  input.dispose()
  expect(device.memory().liveBuffers).toBeLessThanOrEqual(live)
})

test('predictOnBatch names a batch that does not fit, and one of another device', async () => {
  const model = smallNetwork(await openCpu())
  await model.predict(x)
  expect(() => model.predictOnBatch(zeros(model.device, [1, 9]))).toThrow(ShapeError)
  const elsewhere = await openCpu()
  expect(() => model.predictOnBatch(zeros(elsewhere, [1, 8]))).toThrow(DeviceMismatchError)
})
