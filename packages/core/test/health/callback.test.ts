import { expect, test } from 'vitest'
import { health, OptionError, type Finding, type HealthOptions, type History } from '../../src/index.js'
import { openCpu } from '../support/devices.js'
import { bits, clusters, smallNetwork } from '../training/support.js'

const { x, y } = clusters(320)

/** What the callback told in a run of 40 epochs of 10 steps. */
async function told(
  options: Partial<HealthOptions> = {},
  batchSize = 32,
): Promise<{ list: string[]; history: History }> {
  const list: string[] = []
  const onFinding = ({ illness }: Finding, epoch: number): void => void list.push(`${illness} ${epoch}`)
  const model = smallNetwork(await openCpu())
  const history = await model.fit(x, y, {
    epochs: 40,
    batchSize,
    callbacks: [health({ data: x, onFinding, ...options })],
  })
  return { list, history }
}

test('a finding is told when it appears, and not again as long as it lasts', async () => {
  expect((await told()).list).toEqual(['few-updates 0', 'train-eval-gap 0'])
})

test('every second epoch', async () => {
  expect((await told({ every: 2 })).list).toEqual(['few-updates 1', 'train-eval-gap 1'])
})

test('the batch size is that of the run, or the one given', async () => {
  expect((await told({}, 8)).list).toContain('noisy-statistics 0')
  expect((await told({ batchSize: 32 }, 8)).list).not.toContain('noisy-statistics 0')
})

test('training goes on as if nobody had looked', async () => {
  const [watched, alone] = [smallNetwork(await openCpu()), smallNetwork(await openCpu())]
  await watched.fit(x, y, { epochs: 3, callbacks: [health({ data: x, onFinding: () => undefined })] })
  await alone.fit(x, y, { epochs: 3 })
  expect(await bits(watched)).toEqual(await bits(alone))
})

test('every must be a positive integer', () => {
  expect(() => health({ data: x, onFinding: () => undefined, every: 0 })).toThrow(OptionError)
})
