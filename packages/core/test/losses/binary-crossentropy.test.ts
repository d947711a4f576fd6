import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { OptionError, ShapeError, openDevice, ops, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { binaryCrossentropy } from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const TARGET = [
  [0, 1],
  [0, 0],
]

test('the documented values of Keras: [0.916, 0.714] from probabilities', async () => {
  const prediction = tensor(device, [
    [0.6, 0.4],
    [0.4, 0.6],
  ])
  const expected = [-Math.log(0.4), -(Math.log(0.6) + Math.log(0.4)) / 2]
  await expectTensor(binaryCrossentropy().perSample(tensor(device, TARGET), prediction), expected)
})

test('the documented value of Keras: 0.865 from logits', async () => {
  const logits = tensor(device, [[-18.6, 0.51, 2.94, -12.8]])
  const loss = binaryCrossentropy({ fromLogits: true }).perSample(tensor(device, [[0, 1, 0, 0]]), logits)
  await expectTensor(loss, [0.865], { rtol: 0, atol: 5e-4 })
})

test('a sure and right network has a tiny loss, a sure and wrong one the size of its logit, with their gradients', async () => {
  const logits = tensor(device, [[-30, 30, -30, 30]])
  const target = tensor(device, [[0, 1, 1, 0]])
  const { value, gradients } = valueAndGradients([logits], () =>
    ops.sum(binaryCrossentropy({ fromLogits: true }).perSample(target, logits)),
  )
  const tiny = Math.exp(-30)
  await expectTensor(value, [(2 * tiny + 60) / 4])
  await expectTensor(
    gradients[0],
    [tiny, -tiny, -1, 1].map((g) => g / 4),
    { rtol: 1e-5, atol: 0 },
  )
})

test('at logit 0 the gradient is ½ − t', async () => {
  const logits = tensor(device, [[0, 0]])
  const { gradients } = valueAndGradients([logits], () =>
    ops.sum(binaryCrossentropy().perSample(tensor(device, [[0, 1]]), logits, true)),
  )
  await expectTensor(gradients[0], [0.25, -0.25])
})

test('probabilities of 0 and 1 count as 1e-7 and 1 − 1e-7', async () => {
  const loss = binaryCrossentropy().perSample(tensor(device, [[1, 0]]), tensor(device, [[0, 1]]))
  // 1 − 1e-7 is 1 − 2⁻²³ in float32.
  await expectTensor(loss, [-(Math.log(1e-7) + Math.log(2 ** -23)) / 2])
})

test('smoothing draws targets towards ½', async () => {
  const [p, t] = [0.7, 0.9]
  const expected = -(t * Math.log(p) + (1 - t) * Math.log(1 - p))
  const loss = binaryCrossentropy({ labelSmoothing: 0.2 })
  await expectTensor(loss.perSample(tensor(device, [[1]]), tensor(device, [[p]])), [expected])
})

test.each([{ positiveWeight: 3 }, { positiveWeight: [3, 3] }])('%j multiplies the positive term', async (options) => {
  const p = 0.3
  const expected = [-(3 * Math.log(p) + Math.log(1 - p)) / 2]
  const target = tensor(device, [[1, 0]])
  const logit = Math.log(p / (1 - p))
  await expectTensor(binaryCrossentropy(options).perSample(target, tensor(device, [[p, p]])), expected)
  await expectTensor(binaryCrossentropy(options).perSample(target, tensor(device, [[logit, logit]]), true), expected)
})

test('targets may be [N] for predictions [N, 1], and int32', async () => {
  const prediction = tensor(device, [[0.6], [0.2]])
  const target = tensor(device, [1, 0], { dtype: 'int32' })
  await expectTensor(binaryCrossentropy().perSample(target, prediction), [-Math.log(0.6), -Math.log(0.8)])
})

test('targets of another shape are refused', () => {
  const run = () => binaryCrossentropy().perSample(tensor(device, [1, 0, 1]), tensor(device, [[0.6], [0.2]]))
  expect(run).toThrow(ShapeError)
  expect(run).toThrow(/binaryCrossentropy: targets \[3\] do not fit predictions \[2, 1\]/)
})

test('it asks for what goes into the sigmoid, unless it is given logits', () => {
  expect(binaryCrossentropy().logitsOf).toBe('sigmoid')
  expect(binaryCrossentropy({ fromLogits: true }).logitsOf).toBeNull()
})

test.each([{ labelSmoothing: -0.1 }, { positiveWeight: -1 }, { positiveWeight: [1, Infinity] }])(
  'the options %j are refused',
  (options) => {
    expect(() => binaryCrossentropy(options)).toThrow(OptionError)
  },
)
