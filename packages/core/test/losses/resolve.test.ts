import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { OptionError, ShapeError, openDevice, ops, tensor, type Device, type Tensor } from '../../src/index.js'
import { huber, resolveLoss, type LossName } from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

test.each([
  ['sparseCategoricalCrossentropy', 'sparseCategoricalCrossentropy', 'labels'],
  ['categoricalCrossentropy', 'categoricalCrossentropy', 'values'],
  ['binaryCrossentropy', 'binaryCrossentropy', 'values'],
  ['meanSquaredError', 'meanSquaredError', 'values'],
  ['mse', 'meanSquaredError', 'values'],
  ['meanAbsoluteError', 'meanAbsoluteError', 'values'],
  ['mae', 'meanAbsoluteError', 'values'],
  ['huber', 'huber', 'values'],
] as const)("'%s' is %s, of targets that are %s", (given, name, target) => {
  expect(resolveLoss(given)).toMatchObject({ name, target })
})

test('a loss is itself', () => {
  const loss = huber({ delta: 2 })
  expect(resolveLoss(loss)).toBe(loss)
})

test.each(['crossEntropy', 'toString', 3, null])('%s is refused with the list of names', (given) => {
  const run = () => resolveLoss(given as LossName)
  expect(run).toThrow(OptionError)
  expect(run).toThrow(new RegExp(`no loss .*${String(given)}.*sparseCategoricalCrossentropy, .*huber`))
})

test('a function gives a number for each sample, or one that counts for all, and keeps its name', async () => {
  const target = tensor(device, [
    [0, 1],
    [2, 2],
  ])
  const prediction = tensor(device, [
    [1, 1],
    [0, 2],
  ])
  const squares = (t: Tensor, p: Tensor) => ops.square(ops.sub(p, t))
  const lossOf = (compute: (t: Tensor, p: Tensor) => Tensor) => resolveLoss(compute).perSample(target, prediction)
  expect(resolveLoss(squares)).toMatchObject({ name: 'squares', target: 'values', logitsOf: null })
  await expectTensor(
    lossOf((t, p) => ops.sum(squares(t, p), { axis: 1 })),
    [1, 4],
  )
  await expectTensor(lossOf(squares), [0.5, 2])
  await expectTensor(
    lossOf((t, p) => ops.sum(squares(t, p))),
    [5, 5],
  )
})

test('a function that returns another number of values, or no tensor, is told so', () => {
  const target = tensor(device, [
    [0, 1],
    [2, 2],
  ])
  expect(() => resolveLoss(() => tensor(device, [1, 2, 3])).perSample(target, target)).toThrow(ShapeError)
  expect(() => resolveLoss((() => 3) as never).perSample(target, target)).toThrow(/returned a number/)
})
