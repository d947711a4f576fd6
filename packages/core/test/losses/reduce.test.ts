import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { ShapeError, openDevice, tensor, type Device } from '../../src/index.js'
import { reduceLoss } from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

test('mean, sum and none', async () => {
  const losses = tensor(device, [1, 2, 6])
  await expectTensor(reduceLoss(losses), [3])
  await expectTensor(reduceLoss(losses, 'sum'), [9])
  await expectTensor(reduceLoss(losses, 'none'), [1, 2, 6])
})

test('weights multiply the losses, and the mean divides by N as Keras does', async () => {
  const losses = tensor(device, [1, 2, 6])
  const weights = tensor(device, [0, 1, 0.5])
  await expectTensor(reduceLoss(losses, 'none', weights), [0, 2, 3])
  await expectTensor(reduceLoss(losses, 'sum', weights), [5])
  await expectTensor(reduceLoss(losses, 'mean', weights), [5 / 3])
})

test('the mean divides by the sum of the weights where they are named as its divisor', async () => {
  const weights = tensor(device, [0, 1, 0.5])
  await expectTensor(reduceLoss(tensor(device, [1, 2, 6]), 'mean', weights, { divideBy: weights }), [5 / 1.5])
})

test('weights may be [N, 1]; another number of them is refused', async () => {
  const losses = tensor(device, [1, 2])
  await expectTensor(reduceLoss(losses, 'mean', tensor(device, [[2], [4]])), [5])
  expect(() => reduceLoss(losses, 'mean', tensor(device, [1, 2, 3]))).toThrow(ShapeError)
})
