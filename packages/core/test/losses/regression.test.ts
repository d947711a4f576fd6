import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { OptionError, ShapeError, openDevice, ops, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { huber, meanAbsoluteError, meanSquaredError, type Loss } from '../../src/losses/index.js'
import { expectTensor } from './support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const TARGET = [
  [0, 1],
  [0, 0],
]

// Examples of the Keras documentation.
const DOCUMENTED: [Loss, number[][], number[]][] = [
  [
    meanSquaredError(),
    [
      [1, 1],
      [1, 0],
    ],
    [0.5, 0.5],
  ],
  [
    meanAbsoluteError(),
    [
      [1, 1],
      [1, 0],
    ],
    [0.5, 0.5],
  ],
  [
    huber(),
    [
      [0.6, 0.4],
      [0.4, 0.6],
    ],
    [0.18, 0.13],
  ],
]

test.each(DOCUMENTED)('%o has the documented values of Keras', async (loss, prediction, expected) => {
  await expectTensor(loss.perSample(tensor(device, TARGET), tensor(device, prediction)), expected)
})

test('huber is quadratic up to δ and a straight line beyond, with gradient clip(error, −δ, δ)', async () => {
  const errors = [-3, -2, -0.5, 0, 0.5, 2, 5]
  const delta = 2
  const prediction = tensor(
    device,
    errors.map((error) => [error + 1]),
  )
  const target = tensor(
    device,
    errors.map(() => 1),
  )
  const { value, gradients } = valueAndGradients([prediction], () => huber({ delta }).perSample(target, prediction), {
    seed: tensor(
      device,
      errors.map(() => 1),
    ),
  })
  const expected = errors.map((e) => (Math.abs(e) <= delta ? e ** 2 / 2 : delta * (Math.abs(e) - delta / 2)))
  await expectTensor(value, expected)
  await expectTensor(
    gradients[0],
    errors.map((e) => Math.max(-delta, Math.min(delta, e))),
  )
})

test.each([
  { loss: meanSquaredError(), gradient: [-2, 0, 3] },
  { loss: meanAbsoluteError(), gradient: [-0.5, 0, 0.5] },
])('$loss.name has the gradient of its formula, 0 at 0', async ({ loss, gradient }) => {
  const prediction = tensor(
    device,
    [
      [-2, 0],
      [3, 0],
    ].map(([error]) => [error, 0]),
  )
  const { gradients } = valueAndGradients([prediction], () =>
    ops.sum(
      loss.perSample(
        tensor(device, [
          [0, 0],
          [0, 0],
        ]),
        prediction,
      ),
    ),
  )
  await expectTensor(gradients[0], [gradient[0], gradient[1], gradient[2], gradient[1]])
})

test('the mean runs over all axes but the first', async () => {
  const prediction = tensor(device, [
    [
      [1, 2],
      [3, 4],
    ],
  ])
  const target = tensor(device, [
    [
      [0, 0],
      [0, 0],
    ],
  ])
  await expectTensor(meanSquaredError().perSample(target, prediction), [(1 + 4 + 9 + 16) / 4])
})

test('targets and predictions may be [N] and [N, 1], either way, and never broadcast to [N, N]', async () => {
  const column = [[1], [3]]
  const loss = meanSquaredError()
  await expectTensor(loss.perSample(tensor(device, [0, 1]), tensor(device, column)), [1, 4])
  await expectTensor(loss.perSample(tensor(device, column), tensor(device, [0, 1])), [1, 4])
  expect(() => loss.perSample(tensor(device, [1]), tensor(device, column))).toThrow(ShapeError)
})

test.each([0, -1, NaN, Infinity])('huber refuses delta %d', (delta) => {
  expect(() => huber({ delta })).toThrow(OptionError)
})
