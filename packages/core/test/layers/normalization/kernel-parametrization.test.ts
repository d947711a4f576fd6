import { describe, expect, test } from 'vitest'
import {
  adam,
  batchNormalization,
  dense,
  fold,
  freeze,
  OptionError,
  ops,
  sequential,
  tensor,
  valueAndGradients,
  weightNormalization,
  weightStandardization,
} from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { bits, clusters } from '../../training/support.js'
import { evaluated, normalizedBy, normals, onDevice, placed } from './support.js'

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('kernels computed from what learns (%s kernels)', (_, open) => {
  test('weight normalization by hand: [3, 4] of length 5 becomes [1.2, 1.6] of length 2', async () => {
    const device = await open()
    const layer = placed(device, dense(2, { kernelParametrization: weightNormalization() }), [2], {
      kernel: [3, 0, 4, -7],
      gain: [2, 1],
    })
    expectClose(await layer.effectiveKernel().read(), [1.2, 0, 1.6, -1])
    expectClose(await evaluated(layer, tensor(device, [[1, 1]])).read(), [2.8, -1])
  })

  test('its gradient is orthogonal to v, and grows as v shrinks (section 2.1 of the paper)', async () => {
    const device = await open()
    const gain = tensor(device, [2, 0.5, 1])
    const dw = onDevice(device, normals([4, 3], 1))
    const gradient = async (scale: number): Promise<number[]> => {
      const v = ops.mul(onDevice(device, normals([4, 3], 2)), scale)
      const { gradients } = valueAndGradients([v], () => ops.normalizeWeight(v, gain), { seed: dw })
      expectClose(await ops.sum(ops.mul(v, gradients[0]), { axis: 0 }).read(), [0, 0, 0], { atol: 1e-5 })
      return [...(await gradients[0].read())]
    }
    const once = await gradient(1)
    expectClose(
      await gradient(0.25),
      once.map((g) => 4 * g),
    )
  })

  test('weight standardization: mean 0 and variance 1 over the inputs of each unit', async () => {
    const device = await open()
    const kernel = normals([5, 3], 3, 1e3, 1)
    const options = { kernelParametrization: weightStandardization({ epsilon: 1e-8 }), useBias: false }
    const layer = placed(device, dense(3, options), [5], { kernel: [...kernel.data] })
    expectClose(
      await layer.effectiveKernel().read(),
      normalizedBy(kernel.data, (i) => i % 3, 1e-8),
      { atol: 1e-4 },
    )
  })

  test('the output of a standardized layer does not depend on scale and shift of its weights', async () => {
    const device = await open()
    const w = onDevice(device, normals([6, 2], 4))
    const same = ops.linear(w, 7, -3)
    const of = (weight: typeof w): Promise<ArrayLike<number>> =>
      ops.standardizeWeight(weight, { epsilon: 1e-12 }).read()
    expectClose(await of(same), await of(w), { atol: 1e-5 })
  })
})

describe('a dense layer with a parametrized kernel', () => {
  const { x, y } = clusters(96)

  test.each([
    ['weight normalization', weightNormalization()],
    ['weight standardization', weightStandardization()],
  ])('learns with %s', async (_, kernelParametrization) => {
    const device = await openCpu()
    const options = { kernelParametrization, inputShape: [8] }
    const model = sequential([dense(16, { ...options, activation: 'relu' }), dense(3, { activation: 'softmax' })])
    model.compile({
      device,
      optimizer: adam({ learningRate: 0.01 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    })
    await model.fit(x, y, { epochs: 20, batchSize: 32 })
    expect((await model.evaluate(x, y)).accuracy).toBeGreaterThan(0.95)
    model.dispose()
  })

  test('keeps its gain when it is frozen, and out of weight decay', async () => {
    const device = await openCpu()
    const layer = dense(3, { kernelParametrization: weightNormalization(), inputShape: [8] })
    const model = sequential([layer])
    expect(layer.parameters.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'kernel: weight',
      'gain: gamma',
      'bias: bias',
    ])
    freeze(model)
    model.compile({ device, optimizer: 'sgd', loss: 'mse' })
    const before = await bits(model)
    await model.fit(x, { data: new Float32Array(96 * 3), shape: [96, 3] })
    expect(await bits(model)).toEqual(before)
  })

  test('shares one parametrization with others, each with a gain of its own', async () => {
    const device = await openCpu()
    const kernelParametrization = weightNormalization()
    const model = sequential([
      dense(4, { kernelParametrization, inputShape: [8] }),
      dense(3, { kernelParametrization }),
    ])
    model.place(device)
    const gains = model.parameters.filter(({ name }) => name === 'gain')
    expect(gains.map(({ path, shape }) => `${path} ${shape}`)).toEqual(['dense/gain 4', 'dense_1/gain 3'])
  })

  test('is left alone by fold', async () => {
    const device = await openCpu()
    const kernelParametrization = weightNormalization()
    const model = sequential([dense(4, { kernelParametrization, inputShape: [8] }), batchNormalization()])
    model.compile({ device, loss: 'mse' })
    const result = await fold(model)
    expect(result.folded).toEqual([])
    expect(result.maxDeviation).toBe(0)
  })
})

test('epsilon must be positive', () => {
  expect(() => weightStandardization({ epsilon: 0 })).toThrow(OptionError)
})
