import { expect, test } from 'vitest'
import {
  adam,
  batchNormalization,
  denormalization,
  dense,
  OptionError,
  sequential,
  ShapeError,
  tensor,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { clusters } from '../../training/support.js'
import { evaluated, placed } from './support.js'

const { x } = clusters(96)

test('undoes a layer at test time: a network in between that is the identity gives back its input', async () => {
  const device = await openCpu()
  const norm = batchNormalization({ inputShape: [8], gammaInitializer: 'ones' })
  const model = sequential([norm, denormalization(norm)])
  model.compile({ device, optimizer: 'sgd', loss: 'mse' })
  await model.fit(x, x, { epochs: 3, batchSize: 32 })
  const restored = await model.predict(x)
  expectClose(await restored.read(), x.data, { atol: 1e-5 })
  expect(model.parameters).toHaveLength(2)
})

test('by hand: (y − β)/γ·√σ² + μ', async () => {
  const device = await openCpu()
  const values = { gamma: [2], beta: [1], movingMean: [10], movingVariance: [9] }
  const norm = placed(device, batchNormalization({ epsilon: 1e-12 }), [1], values)
  expectClose(await evaluated(denormalization(norm), tensor(device, [[1], [5]])).read(), [10, 16])
})

test('learns in units of the data', async () => {
  const device = await openCpu()
  const norm = batchNormalization({ inputShape: [8], center: false, scale: false })
  const model = sequential([norm, dense(8, { activation: 'tanh' }), dense(8), denormalization(norm)])
  model.compile({ device, optimizer: adam({ learningRate: 0.02 }), loss: 'mse' })
  const first = await model.evaluate(x, x)
  await model.fit(x, x, { epochs: 30, batchSize: 32 })
  expect((await model.evaluate(x, x)).loss).toBeLessThan(0.2 * first.loss)
})

test('samples of another shape, and a layer without running statistics, are refused', async () => {
  const device = await openCpu()
  const norm = batchNormalization({ inputShape: [8], name: 'norm' })
  expect(() => sequential([norm, dense(4), denormalization(norm)])).toThrow(ShapeError)
  expect(() => sequential([norm, dense(4), denormalization(norm)])).toThrow("'norm' normalized samples of shape [8]")
  const untracked = placed(device, batchNormalization({ trackRunningStatistics: false }), [1])
  expect(() => evaluated(denormalization(untracked), tensor(device, [[1]]))).toThrow(OptionError)
})
