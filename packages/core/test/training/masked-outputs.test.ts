import { describe, expect, test } from 'vitest'
import {
  CallContext,
  Dataset,
  dense,
  embedding,
  flatten,
  globalAveragePooling1d,
  globalMaxPooling1d,
  Layer,
  masking,
  ops,
  parallel,
  residual,
  sequential,
  sgd,
  ShapeError,
  tensor,
  type HostTensor,
  type Sequential,
  type Tensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { bits } from './support.js'

/** Two sequences of up to three numbers: 1, and 2, 1, 3; 0 is padding. What the targets say there must not matter. */
const x: HostTensor = { data: Float32Array.of(1, 0, 0, 2, 1, 3), shape: [2, 3, 1] }
const y: HostTensor = { data: Float32Array.of(3, 50, -70, 1, 3, 0), shape: [2, 3, 1] }
const kernel = (value: number): object => ({
  kernelInitializer: { name: 'known', generate: () => Float32Array.of(value) },
})

/** 1·x + 0 at first: errors −2 in the first sequence; 1, −2 and 3 in the second. Squares 4; 1, 4, 9. */
async function identity(open: typeof openCpu, ...last: Layer[]): Promise<Sequential> {
  const model = sequential([masking(), dense(1, { name: 'line', ...kernel(1) }), ...last], { inputShape: [3, 1] })
  const optimizer = sgd({ learningRate: 0.1 })
  model.compile({ device: await open(), optimizer, loss: 'mse', metrics: ['mae'] })
  return model
}

async function lineOf(model: Sequential): Promise<number[]> {
  const weights = await model.getWeights()
  return [weights['line/kernel'].data[0], weights['line/bias'].data[0]]
}

/** Adds NaN to padding, which is found by its being 0. */
class Spoil extends Layer {
  override call(input: Tensor): Tensor {
    return ops.add(input, ops.where(ops.equal(input, 0), NaN, 0))
  }
}

/** The first number of each sequence, with the mask that it had left in place: a mistake. */
class First extends Layer {
  override outputShape([, features]: readonly number[]): number[] {
    return [features]
  }

  override call(input: Tensor): Tensor {
    const [samples, , features] = input.shape
    return ops.reshape(ops.slice(input, [0, 0, 0], [samples, 1, features]), [samples, features])
  }
}

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('an output with a mask (%s kernels)', (_, open) => {
  test('counts where it is not padding, each position alike', async () => {
    const model = await identity(open)
    const { loss, mae } = await model.evaluate(x, y)
    expect(loss).toBeCloseTo((4 + 1 + 4 + 9) / 4, 6)
    expect(mae).toBeCloseTo((2 + 1 + 2 + 3) / 4, 6)
  })

  test('gives the same whatever the size of the batches', async () => {
    const model = await identity(open)
    expect(await model.evaluate(x, y, { batchSize: 1 })).toEqual(await model.evaluate(x, y, { batchSize: 2 }))
  })

  test('weighs the losses of a sample by its weight, which does not divide', async () => {
    const model = await identity(open)
    const { loss, mae } = await model.evaluate(x, y, { sampleWeight: [3, 0.5] })
    expect(loss).toBeCloseTo((3 * 4 + 0.5 * (1 + 4 + 9)) / 4, 6)
    expect(mae).toBeCloseTo(2, 6)
  })

  test('has no gradient from padding', async () => {
    const model = await identity(open)
    const { metrics } = await model.fit(x, y, { batchSize: 2 })
    // The slopes of the mean of (k·x + b − y)² are the means of 2·error·x and 2·error.
    const slopes = [(2 * (-2 * 1 + 1 * 2 - 2 * 1 + 3 * 3)) / 4, (2 * (-2 + 1 - 2 + 3)) / 4]
    expectClose(await lineOf(model), [1 - 0.1 * slopes[0], -0.1 * slopes[1]])
    expectClose(metrics.loss, [4.5])
    expectClose(metrics.mae, [2])
  })

  test('may hold NaN in padding', async () => {
    const [sound, spoilt] = [await identity(open), await identity(open, new Spoil())]
    const history = await spoilt.fit(x, y, { batchSize: 2, shuffle: false })
    const wanted = await sound.fit(x, y, { batchSize: 2, shuffle: false })
    expect(history.metrics).toEqual(wanted.metrics)
    expect(await lineOf(spoilt)).toEqual(await lineOf(sound))
  })

  test('of padding alone has loss 0, counts nothing, and leaves the weights', async () => {
    const model = await identity(open)
    const nothing = { data: new Float32Array(6), shape: [2, 3, 1] }
    const { metrics } = await model.fit(nothing, y, { batchSize: 2 })
    expect(metrics.loss).toEqual([NaN])
    expect(await lineOf(model)).toEqual([1, 0])
    const mixed = { data: Float32Array.of(...x.data, ...nothing.data), shape: [4, 3, 1] }
    const targets = { data: Float32Array.of(...y.data, ...y.data), shape: [4, 3, 1] }
    expect((await model.evaluate(mixed, targets, { batchSize: 2 })).loss).toBeCloseTo(4.5, 6)
  })

  test('may be of probabilities, which padding has none of', async () => {
    const eye = { name: 'identity', generate: () => Float32Array.of(1, 0, 0, 1) }
    const model = sequential([masking(), dense(2, { kernelInitializer: eye })], { inputShape: [2, 2] })
    model.compile({ device: await open(), loss: 'sparseCategoricalCrossentropy' })
    const odds = { data: Float32Array.of(0.25, 0.75, 0, 0, 0.5, 0.5, 0.9, 0.1), shape: [2, 2, 2] }
    const labels = { data: Int32Array.of(1, 1, 0, 0), shape: [2, 2] }
    const { metrics } = await model.fit(odds, labels, { batchSize: 2 })
    expectClose(metrics.loss, [-Math.log(0.75 * 0.5 * 0.9) / 3])
  })

  test('of padding alone drops no step of micro-batches', async () => {
    const model = await identity(open)
    const nothing = { data: new Float32Array(6), shape: [2, 3, 1] }
    await model.fit(nothing, y, { batchSize: 1, accumulationSteps: 2 })
    expect(await lineOf(model)).toEqual([1, 0])
  })

  test('makes micro-batches the whole batch, though they hold 1 and 3 numbers', async () => {
    const [whole, parts] = [await identity(open), await identity(open)]
    const wanted = await whole.fit(x, y, { batchSize: 2 })
    const { metrics } = await parts.fit(x, y, { batchSize: 1, accumulationSteps: 2 })
    expectClose(metrics.loss, wanted.metrics.loss)
    expectClose(await lineOf(parts), await lineOf(whole))
  })

  test('masks labels and their hits', async () => {
    // Each word scores its own class highest: logits 2 at the class, 0 beside it.
    const vectors = { name: 'known', generate: () => Float32Array.of(2, 0, 0, 0, 2, 0, 0, 0, 2) }
    const model = sequential([embedding(3, 3, { maskZero: true, embeddingsInitializer: vectors }), softmaxLayer()], {
      inputShape: [3],
    })
    model.compile({ device: await open(), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
    const words = { data: Float32Array.of(1, 2, 0, 2, 0, 0), shape: [2, 3] }
    const labels = { data: Int32Array.of(1, 1, 0, 2, 2, 1), shape: [2, 3] }
    const { loss, accuracy } = await model.evaluate(words, labels)
    const [hit, miss] = [Math.log(1 + 2 * Math.exp(-2)), Math.log(Math.exp(2) + 2)]
    expect(loss).toBeCloseTo((2 * hit + miss) / 3, 6)
    expect(accuracy).toBeCloseTo(2 / 3, 6)
  })

  test('takes a weight for each position, and a loss of one’s own', async () => {
    class Weigh extends Layer {
      override call(input: Tensor, context: CallContext): Tensor {
        context.mask = tensor(input.device, [[1, 0.5]])
        return input
      }
    }
    const squares = (target: Tensor, prediction: Tensor): Tensor => ops.square(ops.sub(prediction, target))
    const model = sequential([new Weigh(), dense(1, kernel(1))], { inputShape: [2, 1] })
    model.compile({ device: await open(), loss: squares })
    const { loss } = await model.evaluate([[[1], [2]]], [[[2], [5]]])
    expect(loss).toBeCloseTo((1 * 1 + 0.5 * 9) / 1.5, 6)
  })
})

function softmaxLayer(): Layer {
  const eye = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)
  const known = { kernelInitializer: { name: 'identity', generate: () => eye }, useBias: false }
  return dense(3, { activation: 'softmax', ...known })
}

describe('where positions end', () => {
  test('a mask that was left behind is a typed error, in training and evaluation, and nothing leaks', async () => {
    const model = await identity(openCpu, new First())
    const last = { data: Float32Array.of(1, 2), shape: [2, 1] }
    await expect(model.fit(x, last)).rejects.toThrow(ShapeError)
    const live = model.device.memory().liveBuffers
    await expect(model.evaluate(x, last)).rejects.toThrow('[2, 1], its mask [2, 3]')
    expect(model.device.memory().liveBuffers).toBe(live)
  })

  test('targets without the positions are a typed error', async () => {
    const model = await identity(openCpu)
    await expect(model.fit(x, Float32Array.of(1, 2))).rejects.toThrow('a target for each position')
  })

  test('branches that all give other positions end the mask; one that keeps them keeps it', async () => {
    const device = await openCpu()
    const masksBehind = (layer: Layer): Tensor | null => {
      const model = sequential([masking(), layer], { inputShape: [3, 1] })
      model.place(device)
      const context = new CallContext({ training: false })
      model.call(tensor(device, x.data, { shape: x.shape }), context)
      return context.mask
    }
    expect(masksBehind(parallel([[globalAveragePooling1d()], [globalMaxPooling1d()]]))).toBeNull()
    expect(masksBehind(parallel([[dense(2)], [dense(2)]]))?.shape).toEqual([2, 3])
    expect(masksBehind(residual([dense(1)]))?.shape).toEqual([2, 3])
  })

  test('what a branch does to the mask ends with it', async () => {
    const device = await openCpu()
    const seen: (Tensor | null)[] = []
    class Look extends Layer {
      override call(input: Tensor, { mask }: CallContext): Tensor {
        seen.push(mask)
        return input
      }
    }
    const model = sequential([parallel([[masking(), new Look()], [new Look()]])], { inputShape: [3, 1] })
    model.place(device)
    model.call(tensor(device, x.data, { shape: x.shape }), new CallContext({ training: false }))
    expect(seen.map((mask) => mask?.shape ?? null)).toEqual([[2, 3], null])
  })

  test('each sample counts once where a model ends with one output a sample, however much of it is padding', async () => {
    const model = await identity(openCpu, globalAveragePooling1d())
    // Means 1 and 2 without the padding, so errors −2 and −3; squares 4 and 9 count alike.
    const targets = Float32Array.of(3, 5)
    expect((await model.evaluate(x, targets)).loss).toBeCloseTo((4 + 9) / 2, 6)
    await model.fit(x, targets, { batchSize: 2 })
    // d/dw of the mean is −2·1 − 3·2 = −8, d/db is −5; the rate is 0.1.
    const [weight, bias] = await lineOf(model)
    expect(weight).toBeCloseTo(1.8, 6)
    expect(bias).toBeCloseTo(0.5, 6)
  })

  test('a stream trains a model that flattens behind a mask as without the mask', async () => {
    const outputs = await Promise.all(
      [[masking()], []].map(async (first) => {
        const layers = [...first, dense(4, { activation: 'tanh' }), flatten(), dense(1)]
        const model = sequential(layers, { inputShape: [3, 1], name: 'model' })
        model.compile({ device: await openCpu(), optimizer: 'sgd', loss: 'mse' })
        const stream = Dataset.fromBatches(() => [{ x, y: Float32Array.of(1, 2) }])
        await model.fit(stream, { epochs: 3 })
        return Object.values(await bits(model))
      }),
    )
    expect(outputs[0]).toEqual(outputs[1])
  })
})
