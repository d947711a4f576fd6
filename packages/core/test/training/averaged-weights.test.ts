import { describe, expect, test } from 'vitest'
import { averagedWeights, OptionError, recalibrate, type Callback, type Weights } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'
import { clusters, smallNetwork } from './support.js'

const { x, y } = clusters(120)
const kernel = (weights: Weights): number[] => Array.from(weights['dense/kernel'].data)
const mean = (weights: Weights): number[] => Array.from(weights['batchNormalization/movingMean'].data)

/** Trains with a callback and keeps the weights after each step and each epoch. */
async function train(
  callback: Callback,
): Promise<{ steps: Weights[]; epochs: Weights[]; final: Weights; live: number }> {
  const model = smallNetwork(await openCpu())
  const [steps, epochs]: Weights[][] = [[], []]
  const spy: Callback = {
    onBatchEnd: async (_progress, _read, run) => void steps.push(await run.model.getWeights()),
    onEpochEnd: async (_epoch, _logs, run) => void epochs.push(await run.model.getWeights()),
  }
  await model.fit(x, y, { epochs: 4, batchSize: 40, callbacks: [spy, callback] })
  const final = await model.getWeights()
  const { device } = model
  model.dispose()
  return { steps, epochs, final, live: device.memory().liveBuffers }
}

describe('averaged weights', () => {
  test('exponential: every step, weights and statistics', async () => {
    const { steps, final, live } = await train(averagedWeights({ decay: 0.8 }))
    expect(live).toBe(0)
    const [first, ...rest] = steps
    const follow = (read: (weights: Weights) => number[]): number[] =>
      rest.reduce((average, step) => read(step).map((v, i) => 0.8 * average[i] + 0.2 * v), read(first))
    expectClose(kernel(final), follow(kernel), { atol: 1e-5 })
    expectClose(mean(final), follow(mean), { atol: 1e-5 })
  })

  test('uniform: the plain average of epochs from the start epoch on; statistics of the last step', async () => {
    const { epochs, final } = await train(averagedWeights({ decay: 'uniform', startEpoch: 1, statistics: 'copy' }))
    const average = kernel(epochs[1]).map((v, i) => (v + kernel(epochs[2])[i] + kernel(epochs[3])[i]) / 3)
    expectClose(kernel(final), average, { atol: 1e-6 })
    expect(mean(final)).toEqual(mean(epochs[3]))
  })

  test('statistics estimated anew are those of the averaged network', async () => {
    const model = smallNetwork(await openCpu())
    await model.fit(x, y, {
      epochs: 3,
      callbacks: [averagedWeights({ decay: 'uniform', statistics: 'recalibrate', data: x })],
    })
    const given = mean(await model.getWeights())
    await recalibrate(model, x)
    expect(mean(await model.getWeights())).toEqual(given)
  })

  test('options are checked', () => {
    expect(() => averagedWeights({ decay: 1 })).toThrow(OptionError)
    expect(() => averagedWeights({ statistics: 'recalibrate' })).toThrow(OptionError)
  })
})
