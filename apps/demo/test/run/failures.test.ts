import { cpu } from '@evenkeel/backend-cpu'
import type { Provider } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/protocol/events.js'
import { CheckpointKeeper } from '../../src/protocol/keep-checkpoint.js'
import { losingProvider } from './support/losing-provider.js'
import { RecordedRun, settingsOf, stripes } from './support/recorded-run.js'

const data = stripes(96, 20)

type Failure = Extract<RunEvent, { type: 'failed' }>

async function failureOf(run: RecordedRun): Promise<Failure> {
  await run.ended
  const [failure] = run.of('failed')
  expect(run.events.at(-1)).toBe(failure)
  return failure
}

test('a lost device ends the run with what happened, and the connection adds the last checkpoint', async () => {
  const { provider, lose } = losingProvider()
  const run = new RecordedRun(provider, 'webgl')
  run.start({ epochs: 1000 }, { data })
  await run.next('progress')
  run.send({ type: 'pause' })
  const { step } = await run.next('paused')
  await run.next('checkpoint', ({ checkpoint }) => checkpoint.step === step)
  run.send({ type: 'resume' })
  await run.next('resumed')
  lose()
  const failure = await failureOf(run)
  expect(failure.error).toEqual({
    code: 'DEVICE_LOST',
    what: 'The device was lost: the context was lost.',
    remedy: 'Use another device.',
  })

  const heard: RunEvent[] = []
  const keeper = new CheckpointKeeper((event) => heard.push(event))
  for (const event of run.events) keeper.hear(event)
  expect(heard.some(({ type }) => type === 'checkpoint')).toBe(false)
  const { checkpoint } = heard.at(-1) as Failure
  expect(checkpoint?.step).toBeGreaterThanOrEqual(step)

  const elsewhere = new RecordedRun(cpu)
  elsewhere.start({ epochs: 1000 }, { data, checkpoint })
  await elsewhere.next('progress', (event) => event.step > (checkpoint?.step ?? Infinity))
  elsewhere.send({ type: 'stop' })
  await elsewhere.ended
})

test('a run that fails before its first checkpoint falls back on the one it began with', () => {
  const heard: RunEvent[] = []
  const keeper = new CheckpointKeeper((event) => heard.push(event))
  const checkpoint = { weights: {}, optimizer: {}, step: 3, epoch: 0, stepInEpoch: 3 }
  keeper.sent({ type: 'start', settings: settingsOf(), checkpoint, data: null, paused: false })
  const error = { code: 'UNEXPECTED', what: 'It broke.', remedy: 'Mend it.' }
  keeper.hear({ type: 'failed', error, checkpoint: null })
  keeper.hear({ type: 'finished', step: 4 })
  expect(heard).toEqual([{ type: 'failed', error, checkpoint }])
})

test('a step that is not finite ends the run and names the layer', async () => {
  const first = new RecordedRun(cpu)
  first.start({}, { data, paused: true })
  first.send({ type: 'checkpoint', id: 1 })
  const { checkpoint } = await first.next('checkpoint')
  first.send({ type: 'stop' })
  checkpoint.weights['dense/kernel'].data.fill(NaN)
  const run = new RecordedRun(cpu)
  run.start({}, { data, checkpoint })
  const { error } = await failureOf(run)
  expect(error.code).toBe('NON_FINITE')
  expect(error.what).toContain('dense')
})

describe('wrong settings end the run and are named', () => {
  test.each([
    [{ batchSize: 1 }, 'settings.batchSize must be a whole number from 2 to 1024; given was 1.'],
    [{ learningRate: Infinity }, 'settings.learningRate must be a number from 0.000001 to 100; given was Infinity.'],
    [{ seed: 1.5 }, 'settings.seed must be a whole number from 0 to 2147483647; given was 1.5.'],
    [
      { network: 'transformer' },
      'settings.network must be one of article, sigmoid, convolutional; given was transformer.',
    ],
  ])('%o', async (settings, what) => {
    const run = new RecordedRun(cpu)
    const start = { type: 'start', checkpoint: null, data, paused: false }
    run.sendUnchecked({ ...start, settings: { ...settingsOf(), ...settings } })
    const { error } = await failureOf(run)
    expect(error).toMatchObject({ code: 'INVALID_OPTION', what })
  })

  test.each([[null], [7], [{}], [{ type: 'dance' }], [{ type: 'checkpoint', id: -1 }], [{ type: 'predict', id: 1 }]])(
    'and so do commands that are none: %o',
    async (command) => {
      const run = new RecordedRun(cpu)
      run.sendUnchecked(command)
      expect((await failureOf(run)).error.code).toBe('INVALID_OPTION')
    },
  )

  test('images and labels of unequal number', async () => {
    const run = new RecordedRun(cpu)
    run.start({}, { data: { ...data, trainLabels: data.trainLabels.slice(1) } })
    expect((await failureOf(run)).error.what).toContain('a label for each')
  })

  test('a label that is no class', async () => {
    const run = new RecordedRun(cpu)
    run.start({}, { data: { ...data, trainLabels: data.trainLabels.map(() => 10) } })
    expect((await failureOf(run)).error).toMatchObject({ code: 'INVALID_DATA' })
  })

  test('a checkpoint of another network', async () => {
    const run = new RecordedRun(cpu)
    const checkpoint = { weights: {}, optimizer: {}, step: 1, epoch: 0, stepInEpoch: 1 }
    run.start({}, { data, checkpoint })
    expect((await failureOf(run)).error.code).toBe('INVALID_OPTION')
  })
})

test('a second start ends the run', async () => {
  const run = new RecordedRun(cpu)
  run.start({}, { data, paused: true })
  run.start({}, { data, paused: true })
  expect((await failureOf(run)).error.what).toContain('twice')
})

test('a device that cannot be used says why', async () => {
  const provider: Provider = {
    name: 'webgl',
    contract: 1,
    open: () => cpu.open(),
    probe: async () => ({ usable: false, reason: 'There is no GPU.', remedy: 'Plug one in.' }),
  }
  const run = new RecordedRun(provider, 'webgl')
  run.start({}, { data })
  const { error } = await failureOf(run)
  expect(error.code).toBe('DEVICE_UNAVAILABLE')
  expect(error.what).toContain('There is no GPU. Plug one in.')
})
