import { cpu } from '@evenkeel/backend-cpu'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../src/protocol/checkpoint.js'
import type { PredictionMode } from '../../src/protocol/commands.js'
import { buildNetwork } from '../../src/run/build-network.js'
import { openDevice } from '@evenkeel/core'
import { RecordedRun, settingsOf, stripes } from './support/recorded-run.js'

const data = stripes(96, 40)
const image = Float32Array.from({ length: 784 }, (_, i) => (i % 28) / 28)

async function checkpointOf(run: RecordedRun, id: number): Promise<Checkpoint> {
  run.send({ type: 'checkpoint', id })
  return (await run.next('checkpoint', (event) => event.id === id)).checkpoint
}

async function stop(run: RecordedRun): Promise<void> {
  run.send({ type: 'stop' })
  await run.ended
}

test('a run says what it is before it trains', async () => {
  const run = new RecordedRun(cpu)
  run.start({ batchSize: 10 }, { data, paused: true })
  const ready = await run.next('ready')
  expect(ready).toMatchObject({ stepsPerEpoch: 10, parameters: 784 * 64 + 64 + 2 * 64 + 64 * 10 + 10 })
  expect(ready.device).toMatchObject({ device: 'cpu', usable: true })
  expect(ready.layers.map(({ kind, shape }) => [kind, shape])).toEqual([
    ['Dense', [64]],
    ['BatchNormalization', [64]],
    ['Dense', [10]],
  ])
  expect((await run.next('paused')).step).toBe(0)
  await stop(run)
})

test('step takes one step and pauses; resume goes on to the end', async () => {
  const run = new RecordedRun(cpu)
  run.start({ batchSize: 24 }, { data, paused: true })
  run.send({ type: 'step' })
  await run.next('paused', ({ step }) => step === 1)
  expect(run.of('progress').map(({ step }) => step)).toEqual([1])
  expect((await run.next('inspection')).step).toBe(1)
  run.send({ type: 'resume' })
  expect((await run.next('resumed')).step).toBe(1)
  expect((await run.next('finished')).step).toBe(4)
  await stop(run)
})

test('pause stops between two steps, and nothing moves until resume', async () => {
  const run = new RecordedRun(cpu)
  run.start({ epochs: 1000 }, { data })
  await run.next('progress')
  run.send({ type: 'pause' })
  const { step } = await run.next('paused')
  const { step: later } = await checkpointOf(run, 1)
  expect(later).toBe(step)
  expect(run.of('progress').at(-1)?.step).toBe(step)
  run.send({ type: 'resume' })
  await run.next('progress', (event) => event.step > step)
  await stop(run)
})

test('nothing is told after stop', async () => {
  const run = new RecordedRun(cpu)
  run.start({ epochs: 1000 }, { data })
  await run.next('progress')
  await stop(run)
  const told = run.events.length
  run.send({ type: 'resume' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(run.events).toHaveLength(told)
})

test('a learning rate acts from the next step on: gradient descent goes ten times as far', async () => {
  const steps = await Promise.all(
    [0.01, 0.1].map(async (learningRate) => {
      const run = new RecordedRun(cpu)
      run.start({ optimizer: 'sgd', learningRate: 0.01 }, { data, paused: true })
      const before = await checkpointOf(run, 1)
      run.send({ type: 'setLearningRate', learningRate })
      run.send({ type: 'step' })
      const after = await checkpointOf(run, 2)
      await stop(run)
      const [from, to] = [before, after].map(({ weights }) => weights['dense_1/bias'].data)
      return to.map((value, i) => value - from[i])
    }),
  )
  for (const [i, small] of steps[0].entries()) expect(steps[1][i]).toBeCloseTo(10 * small, 6)
  expect(Math.max(...steps[0].map(Math.abs))).toBeGreaterThan(1e-4)
})

describe('prediction', () => {
  async function predictions(normalization: 'batch' | 'none'): Promise<{
    probabilities: Record<PredictionMode, Float32Array>
    checkpoint: Checkpoint
  }> {
    const run = new RecordedRun(cpu)
    run.start({ normalization, batchSize: 24 }, { data })
    await run.next('finished')
    const modes = ['train', 'frozen', 'eval'] as const
    modes.forEach((mode, id) => run.send({ type: 'predict', id, image, mode }))
    const answers = await Promise.all(modes.map((_, id) => run.next('prediction', (event) => event.id === id)))
    const checkpoint = await checkpointOf(run, 9)
    await stop(run)
    const [train, frozen, evaluated] = answers.map(({ probabilities }) => probabilities as Float32Array)
    return { probabilities: { train, frozen, eval: evaluated }, checkpoint }
  }

  test('by running statistics is what the model predicts', async () => {
    const { probabilities, checkpoint } = await predictions('batch')
    const model = buildNetwork(settingsOf(), 10)
    model.place(await openDevice(cpu))
    model.setWeights(checkpoint.weights)
    const expected = await (await model.predict({ data: image, shape: [1, 784] })).read()
    expect([...probabilities.eval]).toEqual([...expected])
    expect([...probabilities.frozen]).toEqual([...expected])
  })

  test('by the statistics of a batch is another one, and as sure of the sum', async () => {
    const { probabilities } = await predictions('batch')
    expect(probabilities.train).not.toEqual(probabilities.eval)
    for (const values of Object.values(probabilities)) {
      expect(values).toHaveLength(10)
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
    }
  })

  test('is the same in all modes without normalization', async () => {
    const { probabilities } = await predictions('none')
    for (const [i, value] of probabilities.train.entries()) expect(value).toBeCloseTo(probabilities.eval[i], 6)
  })

  test('before the start is a problem, not the end', async () => {
    const run = new RecordedRun(cpu)
    run.send({ type: 'predict', id: 5, image, mode: 'eval' })
    const { problem, probabilities } = await run.next('prediction')
    expect(probabilities).toBeNull()
    expect(problem).toMatchObject({ code: 'INVALID_STATE' })
    await stop(run)
  })
})

test('a profile times the kernels of real steps and leaves the model as it was', async () => {
  const run = new RecordedRun(cpu)
  run.start({ batchSize: 16 }, { data, paused: true })
  run.send({ type: 'step' })
  const before = await checkpointOf(run, 1)
  run.send({ type: 'profile', id: 2 })
  const { steps, kernels, asynchronous } = await run.next('profile')
  expect(await checkpointOf(run, 3)).toEqual(before)
  expect(steps).toBeGreaterThanOrEqual(5)
  expect(asynchronous).toBe(false)
  expect(kernels.find(({ kernel }) => kernel === 'optimize')?.calls).toBe(steps)
  await stop(run)
})

describe('an inspection', () => {
  test('of the sigmoid network tells of three activations and three normalizations', async () => {
    const run = new RecordedRun(cpu)
    run.start({ network: 'sigmoid', batchSize: 48 }, { data, paused: true })
    run.send({ type: 'step' })
    const { inputs, normalization, memory } = await run.next('inspection')
    await stop(run)
    expect(inputs.map(({ layer }) => layer)).toEqual(['activation', 'activation_1', 'activation_2'])
    for (const { quantiles } of inputs) {
      // Batch norm with γ near 1 and β near 0: the quantiles of a normal distribution lie at ∓1.04.
      expect(quantiles[0]).toBeGreaterThan(-1.6)
      expect(quantiles[0]).toBeLessThan(-0.6)
      expect(Math.abs(quantiles[1])).toBeLessThan(0.4)
      expect(quantiles[2]).toBeGreaterThan(0.6)
      expect(quantiles[2]).toBeLessThan(1.6)
    }
    for (const { gamma, beta, movingMean, movingVariance } of normalization) {
      for (const vector of [gamma, beta, movingMean, movingVariance]) expect(vector).toHaveLength(100)
    }
    expect(memory.liveBytes).toBeGreaterThan(4 * 784 * 136)
  })

  test('names the layers alike with and without normalization', async () => {
    const layers = await Promise.all(
      (['batch', 'group', 'none'] as const).map(async (normalization) => {
        const run = new RecordedRun(cpu)
        run.start({ normalization }, { data, paused: true })
        run.send({ type: 'step' })
        const event = await run.next('inspection')
        await stop(run)
        expect(event.normalization).toHaveLength(normalization === 'none' ? 0 : 1)
        if (normalization === 'group') expect(event.normalization[0]).toMatchObject({ movingMean: null })
        return event.inputs.map(({ layer }) => layer)
      }),
    )
    expect(layers).toEqual([['dense_1'], ['dense_1'], ['dense_1']])
  })

  test('finds that batches of two are sick', async () => {
    const run = new RecordedRun(cpu)
    run.start({ batchSize: 2, epochs: 4, momentum: 0.9 }, { data })
    const { step } = await run.next('finished')
    const { findings } = await run.next('inspection', (event) => event.step === step)
    await stop(run)
    expect(findings.map(({ illness }) => illness)).toContain('noisy-statistics')
    for (const { layer, description, meaning, remedy } of findings) {
      for (const text of [layer, description, meaning, remedy]) expect(text).not.toBe('')
    }
  })
})
