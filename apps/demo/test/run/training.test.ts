import { cpu } from '@evenkeel/backend-cpu'
import { native } from '@evenkeel/backend-native'
import { describe, expect, test } from 'vitest'
import type { Checkpoint } from '../../src/protocol/checkpoint.js'
import { RecordedRun, stripes } from './support/recorded-run.js'

const data = stripes()
const settings = { batchSize: 48, epochs: 2, dropout: 0.2, l2: 1e-4 }

/** The checkpoint at the end of all epochs, and the losses of validation. */
async function outcome(run: RecordedRun): Promise<{ checkpoint: Checkpoint; losses: number[] }> {
  await run.next('finished')
  run.send({ type: 'checkpoint', id: 99 })
  const { checkpoint } = await run.next('checkpoint', ({ id }) => id === 99)
  run.send({ type: 'stop' })
  await run.ended
  return { checkpoint, losses: run.of('validation').map(({ loss }) => loss) }
}

/** Runs `steps` steps by hand and takes a checkpoint. */
async function after(steps: number, run: RecordedRun): Promise<Checkpoint> {
  run.start(settings, { data, paused: true })
  for (let i = 0; i < steps; i++) run.send({ type: 'step' })
  run.send({ type: 'checkpoint', id: 1 })
  const { checkpoint } = await run.next('checkpoint', ({ id }) => id === 1)
  run.send({ type: 'stop' })
  await run.ended
  return checkpoint
}

describe.each([
  ['cpu', cpu],
  ['native', native],
] as const)('on %s', (name, provider) => {
  test('equal settings give equal bits', async () => {
    const [first, second] = [new RecordedRun(provider, name), new RecordedRun(provider, name)]
    for (const run of [first, second]) run.start(settings, { data })
    const [one, other] = [await outcome(first), await outcome(second)]
    expect(one.losses).toHaveLength(2)
    expect(other).toEqual(one)
  })

  test.each([3, 6, 8])('a new run from the checkpoint after %i steps ends with the same bits', async (steps) => {
    const whole = new RecordedRun(provider, name)
    whole.start(settings, { data })
    const expected = await outcome(whole)
    const checkpoint = await after(steps, new RecordedRun(provider, name))
    expect(checkpoint.step).toBe(steps)
    const resumed = new RecordedRun(provider, name)
    resumed.start(settings, { data, checkpoint })
    const { checkpoint: end, losses } = await outcome(resumed)
    expect(end).toEqual(expected.checkpoint)
    expect(losses.at(-1)).toBe(expected.losses.at(-1))
  })
})

test.each(['article', 'sigmoid', 'convolutional'] as const)(
  'the %s network trains, whatever normalizes it',
  async (network) => {
    for (const normalization of ['batch', 'group', 'none'] as const) {
      const run = new RecordedRun(native, 'native')
      run.start({ network, normalization, batchSize: 24 }, { data: stripes(96, 20) })
      expect((await outcome(run)).losses).toHaveLength(1)
    }
  },
)

test('a run that moves from cpu to native in the middle of an epoch goes on as if it had stayed', async () => {
  const stayed = new RecordedRun(cpu)
  stayed.start(settings, { data })
  const expected = await outcome(stayed)
  const checkpoint = await after(9, new RecordedRun(cpu))
  expect(checkpoint).toMatchObject({ epoch: 1, stepInEpoch: 2 })
  const moved = new RecordedRun(native, 'native')
  moved.start(settings, { data, checkpoint })
  const { losses } = await outcome(moved)
  expect(losses).toHaveLength(1)
  expect(losses[0]).toBeCloseTo(expected.losses[1], 3)
})

test('the curves of two epochs go down', async () => {
  const run = new RecordedRun(cpu)
  run.start({ ...settings, epochs: 6 }, { data })
  const { losses } = await outcome(run)
  const progress = run.of('progress')
  expect(losses.at(-1)).toBeLessThan(losses[0])
  expect(progress.at(-1)?.loss).toBeLessThan(progress[0].loss / 2)
  expect(progress.at(-1)).toMatchObject({ step: 42, epoch: 5 })
  expect(progress.map(({ step }) => step)).toEqual(progress.map(({ step }) => step).sort((a, b) => a - b))
  for (const { imagesPerSecond, trainingMs } of progress) {
    expect(imagesPerSecond).toBeGreaterThan(0)
    expect(trainingMs).toBeGreaterThan(0)
  }
})
