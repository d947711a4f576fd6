import { expect, test } from 'vitest'
import { batchNormalization, dense, sequential, sgd, type Sequential, type Weights } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { clusters } from './support.js'

// Weight decay before a batch norm (van Laarhoven 2017): what comes out does not depend on the scale of the weights, so a
// penalty on it changes no function. It shrinks the weights, and a gradient that grows as they shrink turns that into a
// larger learning rate.
const { x, y } = clusters(100)

async function network(optimizer: ReturnType<typeof sgd>): Promise<Sequential> {
  const model = sequential([
    dense(16, { inputShape: [8], useBias: false, name: 'before' }),
    batchNormalization({ epsilon: 1e-7 }),
    dense(3, { activation: 'softmax', name: 'after' }),
  ])
  model.compile({ device: await openCpu(), optimizer, loss: 'sparseCategoricalCrossentropy', seed: 4 })
  return model
}

const kernel = (weights: Weights): number[] => Array.from(weights['before/kernel'].data)

function scaled(weights: Weights, factor: number): Weights {
  const { data, shape } = weights['before/kernel']
  return { ...weights, 'before/kernel': { data: Float32Array.from(data, (w) => factor * w), shape } }
}

/** One step from weights scaled by `factor`: the loss before it, and how the weights moved. */
async function stepFrom(factor: number): Promise<{ loss: number; move: number[] }> {
  const model = await network(sgd({ learningRate: 0.1 }))
  model.setWeights(scaled(await model.getWeights(), factor))
  const before = kernel(await model.getWeights())
  const { metrics } = await model.fit(x, y, { batchSize: 100 })
  const after = kernel(await model.getWeights())
  return { loss: metrics.loss[0], move: after.map((w, i) => w - before[i]) }
}

test.each([0.5, 4])('weights scaled by %d: the same loss, and a gradient divided by as much', async (factor) => {
  const [plain, other] = [await stepFrom(1), await stepFrom(factor)]
  expect(other.loss).toBeCloseTo(plain.loss, 5)
  expectClose(
    other.move.map((d) => d * factor),
    plain.move,
    { rtol: 1e-3, atol: 1e-6 },
  )
})

test('decay acts as a learning rate that grows: relative steps 1/α² larger after the weights shrank by α', async () => {
  const norm = (v: readonly number[]): number => Math.sqrt(v.reduce((sum, a) => sum + a * a, 0))
  const relative = async (factor: number): Promise<number> => {
    const { move } = await stepFrom(factor)
    const model = await network(sgd())
    return norm(move) / (factor * norm(kernel(await model.getWeights())))
  }
  expect((await relative(0.5)) / (await relative(1))).toBeCloseTo(4, 2)
})
