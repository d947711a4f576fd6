import { describe, expect, test } from 'vitest'
import {
  Dataset,
  dense,
  Layer,
  losses,
  ops,
  regularizers,
  sequential,
  sgd,
  tensor,
  type Callback,
  type Parameter,
  type Shape,
  type Tensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(300)
const unseen = clusters(300, 1)

describe('fit', () => {
  test.each(['adam', 'sgd', 'rmsprop'] as const)('learns with %s', async (optimizer) => {
    const model = smallNetwork(await openCpu(), { optimizer })
    const { metrics } = await model.fit(x, y, { epochs: 30, batchSize: 20 })
    expect(metrics.loss.at(-1)).toBeLessThan(0.5 * metrics.loss[0])
    const { accuracy } = await model.evaluate(unseen.x, unseen.y)
    expect(accuracy).toBeGreaterThan(0.85)
  })

  test('takes tensors, host arrays and streams alike, to the same bits', async () => {
    const device = await openCpu()
    const options = { epochs: 2, batchSize: 50, shuffle: false }
    const fromHost = smallNetwork(device)
    await fromHost.fit(x, y, options)
    const fromTensors = smallNetwork(device)
    const labels = tensor(device, y, { dtype: 'int32' })
    await fromTensors.fit(tensor(device, x.data, { shape: x.shape }), labels, options)
    const tooLargeToStay = smallNetwork(device)
    await tooLargeToStay.fit(x, y, { ...options, residentBytes: 0 })
    const streamed = smallNetwork(device)
    const samples = Array.from({ length: 300 }, (_, i) => ({ x: x.data.subarray(i * 8, i * 8 + 8), y: y[i] }))
    await streamed.fit(Dataset.from(() => samples).batch(50), { epochs: 2 })
    const wanted = await bits(fromHost)
    expect(await bits(fromTensors)).toEqual(wanted)
    expect(await bits(tooLargeToStay)).toEqual(wanted)
    expect(await bits(streamed)).toEqual(wanted)
  })

  test('weights of classes are weights of their samples', async () => {
    const device = await openCpu()
    const byClass = smallNetwork(device)
    await byClass.fit(x, y, { classWeight: { 0: 3, 2: 0.5 } })
    const bySample = smallNetwork(device)
    const weight = Float32Array.from(y, (label) => [3, 1, 0.5][label])
    await bySample.fit(x, y, { sampleWeight: weight })
    expect(await bits(byClass)).toEqual(await bits(bySample))
    const plain = smallNetwork(device)
    await plain.fit(x, y)
    expect(await bits(plain)).not.toEqual(await bits(bySample))
  })

  test('a weight of zero takes a sample out of the loss', async () => {
    const device = await openCpu()
    const build = (): ReturnType<typeof sequential> => {
      const model = sequential([dense(1, { inputShape: [1], kernelInitializer: 'ones' })])
      model.compile({ device, optimizer: sgd({ learningRate: 0.1 }), loss: 'mse' })
      return model
    }
    const weighted = build()
    await weighted.fit([[1], [2]], [[0], [100]], { sampleWeight: [1, 0], batchSize: 2 })
    // loss = 1/2·(w + b)², slope (w + b) = 1 for both
    expectClose(await (await weighted.getWeights())['dense/kernel'].data, [0.9])
  })

  test('an ignored label takes its samples out of the loss, on the host and on the device', async () => {
    const device = await openCpu()
    const labels = Int32Array.from(y, (label, i) => (i % 3 === 0 ? -100 : label))
    const weights: unknown[] = []
    for (const given of [labels, tensor(device, labels, { dtype: 'int32' })]) {
      const model = smallNetwork(device)
      const loss = losses.sparseCategoricalCrossentropy({ ignoreLabel: -100 })
      model.compile({ device, optimizer: sgd(), loss, seed: 5 })
      await model.fit(x, given, { batchSize: 100 })
      weights.push(await bits(model))
    }
    const weighted = smallNetwork(device)
    weighted.compile({ device, optimizer: sgd(), loss: 'sparseCategoricalCrossentropy', seed: 5 })
    const sampleWeight = Float32Array.from(y, (_, i) => (i % 3 === 0 ? 0 : 1))
    await weighted.fit(x, y, { batchSize: 100, sampleWeight })
    expect(weights).toEqual([await bits(weighted), await bits(weighted)])
  })

  test('validates on the last share of the samples, as evaluate would', async () => {
    const device = await openCpu()
    const model = smallNetwork(device)
    const { metrics } = await model.fit(x, y, { epochs: 2, batchSize: 30, validationSplit: 0.2 })
    const last = { data: x.data.subarray(240 * 8), shape: [60, 8] }
    const { loss, accuracy } = await model.evaluate(last, y.subarray(240))
    expect(metrics.val_loss[1]).toBeCloseTo(loss, 6)
    expect(metrics.val_accuracy[1]).toBe(accuracy)
    const twin = smallNetwork(device)
    const first = { data: x.data.subarray(0, 240 * 8), shape: [240, 8] }
    const given = await twin.fit(first, y.subarray(0, 240), {
      epochs: 2,
      batchSize: 30,
      validationData: [last, y.subarray(240)],
    })
    expect(given.metrics).toEqual(metrics)
  })

  test('lets timers run, however short its epochs are', async () => {
    const model = smallNetwork(await openCpu())
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 1)
    const began = performance.now()
    const deadline: Callback = {
      onEpochEnd: (_epoch, _logs, run) => {
        if (performance.now() - began > 400) run.stop()
      },
    }
    await model.fit(x, y, { epochs: 100_000, batchSize: 200, callbacks: [deadline] })
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(2)
  })

  test('goes on where it stopped: two epochs are one and one', async () => {
    const device = await openCpu()
    const [once, twice] = [smallNetwork(device), smallNetwork(device)]
    await once.fit(x, y, { epochs: 2, shuffle: false })
    await twice.fit(x, y, { shuffle: false })
    await twice.fit(x, y, { shuffle: false })
    expect(await bits(twice)).toEqual(await bits(once))
  })

  test('a model moved between epochs trains on as if it had stayed', async () => {
    const [stays, moves] = [smallNetwork(await openCpu()), smallNetwork(await openCpu())]
    const other = await openCpu()
    await stays.fit(x, y, { epochs: 4 })
    const { metrics } = await moves.fit(x, y, {
      epochs: 4,
      callbacks: [{ onEpochEnd: async (epoch, _logs, { model }) => (epoch === 1 ? model.to(other) : undefined) }],
    })
    expect(metrics.loss).toHaveLength(4)
    expect(moves.device).toBe(other)
    expect(await bits(moves)).toEqual(await bits(stays))
  })

  test('fused and composed kernels train alike', async () => {
    const losses = await Promise.all(
      [openCpu, openComposed].map(async (open) => {
        const model = smallNetwork(await open(), { optimizer: 'sgd' })
        return (await model.fit(x, y, { epochs: 5, batchSize: 30 })).metrics.loss
      }),
    )
    expectClose(losses[0], losses[1], { rtol: 1e-4 })
  })
})

describe('a layer of one’s own', () => {
  class Gain extends Layer {
    #gain!: Parameter
    override build(inputShape: Shape): void {
      this.#gain = this.addParameter('gain', [inputShape.at(-1) ?? 1], { initializer: 'ones' })
    }
    override call(input: Tensor): Tensor {
      return ops.mul(input, this.#gain.value)
    }
  }

  test('trains, is named, and is saved', async () => {
    const model = sequential([new Gain({ inputShape: [2] })])
    model.compile({ device: await openCpu(), optimizer: sgd({ learningRate: 0.5 }), loss: 'mse' })
    await model.fit([[1, 1]], [[3, 1]], { epochs: 200 })
    const weights = await model.getWeights()
    expect(Object.keys(weights)).toEqual(['gain/gain'])
    expectClose(weights['gain/gain'].data as Float32Array, [3, 1], { atol: 1e-3 })
    model.setWeights({ 'gain/gain': { data: [2, 2] as unknown as Float32Array, shape: [2] } })
    const output = await model.predict([[1, 4]])
    expect(await output.toArray()).toEqual([[2, 8]])
  })
})

describe('regularizers', () => {
  test('penalties join the loss and the gradients exactly, on any parameter', async () => {
    const model = sequential([
      dense(1, {
        inputShape: [1],
        kernelInitializer: 'ones',
        biasInitializer: 'ones',
        kernelRegularizer: regularizers.l2(0.1),
        biasRegularizer: regularizers.l1(0.2),
      }),
    ])
    model.compile({ device: await openCpu(), optimizer: sgd({ learningRate: 1 }), loss: 'mse' })
    const { metrics } = await model.fit([[0]], [[1]])
    expect(metrics.loss[0]).toBeCloseTo(0 + 0.1 + 0.2, 6)
    const weights = await model.getWeights()
    expectClose(weights['dense/kernel'].data as Float32Array, [1 - 0.2])
    expectClose(weights['dense/bias'].data as Float32Array, [1 - 0.2])
  })

  test('weight decay leaves γ, β and biases alone by default', async () => {
    const model = smallNetwork(await openCpu())
    model.compile({
      device: model.device,
      optimizer: sgd({ learningRate: 1, weightDecay: 0.5, clipValue: 1e-30 }),
      loss: 'sparseCategoricalCrossentropy',
    })
    const before = await model.getWeights()
    await model.fit(x, y, { batchSize: 300 })
    const after = await model.getWeights()
    for (const path of ['dense/kernel', 'dense_1/kernel']) {
      expectClose(
        after[path].data as Float32Array,
        Array.from(before[path].data, (w) => 0.5 * w),
      )
    }
    for (const path of ['dense/bias', 'dense_1/bias', 'batchNormalization/gamma', 'batchNormalization/beta']) {
      expectClose(after[path].data as Float32Array, before[path].data)
    }
  })
})
