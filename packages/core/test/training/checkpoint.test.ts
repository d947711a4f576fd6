import { cpu } from '@evenkeel/backend-cpu'
import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  dense,
  dropout,
  openDevice,
  OptionError,
  sequential,
  ShapeError,
  StateError,
  type Checkpoint,
  type Device,
  type Sequential,
} from '../../src/index.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(96)

/** A network whose steps also depend on their number, by dropout. */
function forgetful(device: Device): Sequential {
  const model = sequential([
    dense(16, { activation: 'relu', inputShape: [8] }),
    batchNormalization(),
    dropout(0.3),
    dense(3, { activation: 'softmax' }),
  ])
  model.compile({ device, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', seed: 5 })
  return model
}

/** As it comes back from a file or another process. */
function copied(checkpoint: Checkpoint): Checkpoint {
  return structuredClone(checkpoint)
}

const epoch = { epochs: 1, batchSize: 16 }

describe('a checkpoint', () => {
  test.each(['adam', 'sgd', 'rmsprop'] as const)(
    'of %s goes on with the bits of the uninterrupted run',
    async (optimizer) => {
      const device = await openDevice(cpu)
      const uninterrupted = smallNetwork(device, { optimizer })
      await uninterrupted.fit(x, y, epoch)
      const checkpoint = copied(await uninterrupted.checkpoint())
      await uninterrupted.fit(x, y, epoch)
      const resumed = smallNetwork(await openDevice(cpu), { optimizer, seed: 6 })
      resumed.restore(checkpoint)
      await resumed.fit(x, y, { ...epoch, seed: 5 })
      expect(await bits(resumed)).toEqual(await bits(uninterrupted))
    },
  )

  test('keeps the number of steps, which chooses the masks of dropout', async () => {
    const device = await openDevice(cpu)
    const uninterrupted = forgetful(device)
    await uninterrupted.fit(x, y, epoch)
    const checkpoint = copied(await uninterrupted.checkpoint())
    expect(checkpoint.step).toBe(6)
    await uninterrupted.fit(x, y, epoch)
    const resumed = forgetful(device)
    resumed.restore(checkpoint)
    await resumed.fit(x, y, epoch)
    expect(await bits(resumed)).toEqual(await bits(uninterrupted))
  })

  test('names what the optimizer remembers', async () => {
    const model = smallNetwork(await openDevice(cpu))
    const { optimizer, step } = await model.checkpoint()
    expect(step).toBe(0)
    expect(Object.keys(optimizer)).toContain('dense/kernel/m')
    expect(Object.keys(optimizer)).toContain('batchNormalization/gamma/v')
    expect(optimizer['progress'].shape).toEqual([2])
  })

  test('of another optimizer or shape is refused, and nothing is written', async () => {
    const device = await openDevice(cpu)
    const model = smallNetwork(device)
    const before = await bits(model)
    const foreign = smallNetwork(device, { optimizer: 'sgd', seed: 9 })
    const other = await foreign.checkpoint()
    expect(() => model.restore(other)).toThrow(OptionError)
    expect(() => model.restore(other)).toThrow(/missing dense\/kernel\/m/)
    const own = await model.checkpoint()
    const torn = { ...own, weights: { ...own.weights, 'dense/bias': { data: new Float32Array(3), shape: [16] } } }
    expect(() => model.restore(torn)).toThrow(ShapeError)
    expect(await bits(model)).toEqual(before)
  })

  test('needs a compiled model', () => {
    const model = sequential([dense(2, { inputShape: [3] })])
    expect(() => model.checkpoint()).toThrow(StateError)
  })
})
