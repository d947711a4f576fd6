import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  CallContext,
  dense,
  flatten,
  masking,
  sequential,
  ShapeError,
  tensor,
  valueAndGradients,
} from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { placed, step } from './support.js'

/** Two sequences of up to three steps with one feature: 1, 3, 5 and 7; the rest is padding. */
const steps = (padding: number): number[][][] => [
  [[1], [3], [padding]],
  [[5], [7], [padding]],
]
const mask = [
  [1, 1, 0],
  [1, 1, 0],
]
const options = { convention: 'torch', momentum: 1, epsilon: 1e-12 } as const

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('batch norm behind a mask (%s kernels)', (_, open) => {
  test.each([0, 1e6, NaN, Infinity])('padding with %d does not count in the statistics', async (padding) => {
    const device = await open()
    const layer = placed(device, batchNormalization(options), [3, 1])
    const y = await step(layer, tensor(device, steps(padding)), tensor(device, mask)).read()
    // Mean 4, variance 5; of four values the unbiased variance is 20/3.
    const root = Math.sqrt(5)
    expectClose([y[0], y[1], y[3], y[4]], [-3 / root, -1 / root, 1 / root, 3 / root])
    expectClose(await layer.running!.mean.value.read(), [4])
    expectClose(await layer.running!.variance.value.read(), [20 / 3])
  })

  test('channels first, with a mask of the leading axes', async () => {
    const device = await open()
    const layer = placed(device, batchNormalization({ ...options, axis: 1 }), [1, 2])
    step(layer, tensor(device, [[[1, 3]], [[NaN, 9]], [[5, 7]]]), tensor(device, [1, 0, 1]))
    expectClose(await layer.running!.mean.value.read(), [4])
    expectClose(await layer.running!.variance.value.read(), [20 / 3])
  })

  test('weights between 0 and 1 count as parts of a position', async () => {
    const device = await open()
    const layer = placed(device, batchNormalization({ momentum: 0, epsilon: 1e-12 }), [1])
    step(layer, tensor(device, [[1], [4]]), tensor(device, [1, 0.5]))
    // Mean (1 + 2)/1.5, variance (1 + 0.5·4)/1.5
    expectClose(await layer.running!.mean.value.read(), [2])
    expectClose(await layer.running!.variance.value.read(), [2])
  })

  test('a batch of nothing but padding leaves running statistics as they are', async () => {
    const device = await open()
    const layer = placed(device, batchNormalization(options), [3, 1], { movingMean: [7], beta: [0.5] })
    const y = step(
      layer,
      tensor(device, steps(0)),
      tensor(device, [
        [0, 0, 0],
        [0, 0, 0],
      ]),
    )
    expect([...(await y.read())]).toEqual(Array(6).fill(0.5))
    expect(await layer.running!.mean.value.item()).toBe(7)
    expect(await layer.running!.updates.value.item()).toBe(0)
  })

  test('NaN behind the mask does not spread into gradients, and none flows there', async () => {
    const device = await open()
    const layer = placed(device, batchNormalization(options), [3, 1])
    const x = tensor(device, steps(NaN))
    const dy = tensor(device, [
      [[1], [2], [0]],
      [[-1], [0], [0]],
    ])
    const gradientsOf = (input: typeof x, hidden: number[][] | null): readonly (typeof x)[] =>
      valueAndGradients(
        [input, layer.gamma!.value, layer.beta!.value],
        () => layer.call(input, new CallContext({ training: true, mask: hidden && tensor(device, hidden) })),
        {
          seed:
            hidden === null
              ? tensor(device, [
                  [[1], [2]],
                  [[-1], [0]],
                ])
              : dy,
        },
      ).gradients
    const [dx, dgamma, dbeta] = gradientsOf(x, mask)
    const alone = placed(device, batchNormalization(options), [2, 1])
    const visible = tensor(device, [
      [[1], [3]],
      [[5], [7]],
    ])
    const want = valueAndGradients(
      [visible, alone.gamma!.value, alone.beta!.value],
      () => alone.call(visible, new CallContext({ training: true })),
      {
        seed: tensor(device, [
          [[1], [2]],
          [[-1], [0]],
        ]),
      },
    ).gradients
    const [a, b, c, d] = await want[0].read()
    expectClose(await dx.read(), [a, b, 0, c, d, 0])
    expectClose(await dgamma.read(), await want[1].read())
    expectClose(await dbeta.read(), await want[2].read())
  })
})

describe('masking', () => {
  test('hides positions whose features all equal the value, and only those', async () => {
    const device = await openCpu()
    const layer = masking({ maskValue: -1 })
    const context = new CallContext({ training: false })
    const x = tensor(device, [
      [
        [-1, -1],
        [-1, 2],
        [0, 0],
      ],
    ])
    expect(await layer.call(x, context).toArray()).toEqual([
      [
        [0, 0],
        [-1, 2],
        [0, 0],
      ],
    ])
    expect(await context.mask!.toArray()).toEqual([[0, 1, 1]])
  })

  test('reaches the batch norm behind it through the model', async () => {
    const device = await openCpu()
    const norm = batchNormalization({ ...options, center: false, scale: false })
    const model = sequential([masking({ inputShape: [3, 1] }), norm, flatten(), dense(1), batchNormalization()])
    model.compile({ device, optimizer: 'sgd', loss: 'mse' })
    await model.fit({ data: Float32Array.from(steps(0).flat(2)), shape: [2, 3, 1] }, [[0], [1]], { batchSize: 2 })
    expectClose(await norm.running!.mean.value.read(), [4])
    expectClose(await norm.running!.variance.value.read(), [20 / 3])
  })

  test('a mask that does not fit is refused, with both shapes', async () => {
    const device = await openCpu()
    const layer = placed(device, batchNormalization({ name: 'bn' }), [3, 1])
    const fit = (shape: number[]): unknown =>
      step(layer, tensor(device, steps(0)), tensor(device, Array(6).fill(1), { shape }))
    expect(() => fit([3, 2])).toThrow(ShapeError)
    expect(() => fit([3, 2])).toThrow(
      'bn: the mask of the call has shape [3, 2], the positions of the input [2, 3, 1] are [2, 3]',
    )
    expect(() => fit([2, 3, 1])).toThrow(ShapeError)
  })
})
