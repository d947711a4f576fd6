import { describe, expect, test } from 'vitest'
import {
  adam,
  bestWeights,
  dense,
  earlyStopping,
  learningRateScheduler,
  progress,
  reduceLearningRateOnPlateau,
  schedules,
  sequential,
  type Logs,
} from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { clusters, smallNetwork } from './support.js'

const { x, y } = clusters(300)
const unseen = clusters(300, 1)

describe('callbacks', () => {
  test('are called in order with what they ask for', async () => {
    const calls: string[] = []
    let logs: Logs = {}
    const model = smallNetwork(await openCpu())
    await model.fit(x, y, {
      epochs: 2,
      batchSize: 150,
      callbacks: [
        {
          onTrainBegin: () => void calls.push('begin'),
          onEpochBegin: (epoch) => void calls.push(`epoch ${epoch}`),
          onBatchEnd: async ({ step, steps, samples }, read) => {
            calls.push(`batch ${step}/${steps} ${samples}`)
            logs = await read()
          },
          onEpochEnd: (epoch, { loss }) => void calls.push(`end ${epoch} ${loss === logs.loss}`),
          onTrainEnd: () => void calls.push('over'),
        },
      ],
    })
    const epoch = (n: number): string[] => [`epoch ${n}`, 'batch 1/2 150', 'batch 2/2 300', `end ${n} true`]
    expect(calls).toEqual(['begin', ...epoch(0), ...epoch(1), 'over'])
  })

  test('early stopping ends when nothing improves, and gives the best weights back', async () => {
    const model = smallNetwork(await openCpu())
    const best: number[] = []
    const history = await model.fit(x, y, {
      epochs: 50,
      validationData: [unseen.x, Int32Array.from(unseen.y, (label) => (label + 1) % 3)],
      callbacks: [
        earlyStopping({ patience: 2, restoreBestWeights: true }),
        { onEpochEnd: (_epoch, logs) => void best.push(logs.val_loss) },
      ],
    })
    const lowest = best.indexOf(Math.min(...best))
    expect(history.epochs).toHaveLength(lowest + 4)
    const wrong = Int32Array.from(unseen.y, (label) => (label + 1) % 3)
    const { loss } = await model.evaluate(unseen.x, wrong)
    expect(loss).toBeCloseTo(best[lowest], 5)
  })

  test('progress writes a line an epoch, and more when asked', async () => {
    const lines: string[] = []
    const write = (line: string): void => void lines.push(line)
    const model = smallNetwork(await openCpu())
    await model.fit(x, y, { epochs: 2, callbacks: [progress({ write })] })
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^epoch 2\/2: loss [\d.]+, accuracy [\d.]+ \(\d+ samples\/s\)$/)
    await model.fit(x, y, { batchSize: 100, callbacks: [progress({ write, intervalMs: 0 })] })
    expect(lines.slice(2).map((line) => line.split(':')[0])).toEqual([
      'epoch 1/1, step 1/3',
      'epoch 1/1, step 2/3',
      'epoch 1/1',
    ])
  })

  test('best weights are handed out and restored', async () => {
    const model = smallNetwork(await openCpu())
    const epochs: number[] = []
    const { metrics } = await model.fit(x, y, {
      epochs: 5,
      validationSplit: 0.2,
      callbacks: [bestWeights({ monitor: 'val_accuracy', onBest: (_weights, epoch) => void epochs.push(epoch) })],
    })
    expect(epochs.at(-1)).toBe(metrics.val_accuracy.indexOf(Math.max(...metrics.val_accuracy)))
  })

  test('the learning rate follows a schedule of steps, of epochs, or a plateau', async () => {
    const rates: number[] = []
    const spy = {
      onEpochEnd: (_e: number, _l: Logs, run: { learningRate: number }) => void rates.push(run.learningRate),
    }
    const device = await openCpu()
    const bySteps = sequential([dense(3, { activation: 'softmax', inputShape: [8] })])
    const learningRate = schedules.piecewiseConstantDecay({ boundaries: [9, 19], values: [0.1, 0.01, 0.001] })
    bySteps.compile({ device, optimizer: adam({ learningRate }), loss: 'sparseCategoricalCrossentropy' })
    await bySteps.fit(x, y, { epochs: 3, batchSize: 30, callbacks: [spy] })
    expect(rates).toEqual([0.01, 0.001, 0.001])
    rates.length = 0
    await smallNetwork(device).fit(x, y, { epochs: 3, callbacks: [learningRateScheduler((_, rate) => rate / 2), spy] })
    expect(rates).toEqual([0.0005, 0.00025, 0.000125])
    rates.length = 0
    const plateau = reduceLearningRateOnPlateau({ monitor: 'loss', minDelta: 100, factor: 0.5, patience: 1 })
    await smallNetwork(device).fit(x, y, { epochs: 5, callbacks: [plateau, spy] })
    expect(rates).toEqual([0.001, 0.001, 0.0005, 0.0005, 0.00025])
  })
})
