import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  OptionError,
  SingleValueError,
  tensor,
  type SingleValuePolicy,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { placed, step } from './support.js'

describe('one value per channel in training', () => {
  const running = { movingMean: [2, 2], movingVariance: [4, 9], gamma: [1, 2], beta: [0, 0.5] }

  async function after(onSingleValue: SingleValuePolicy): Promise<[number[], number]> {
    const device = await openCpu()
    const layer = placed(device, batchNormalization({ onSingleValue, epsilon: 1e-12, name: 'bn' }), [2], running)
    const y = step(layer, tensor(device, [[4, 8]]))
    return [[...(await y.read())], await layer.running!.updates.value.item()]
  }

  test('is refused', async () => {
    await expect(after('error')).rejects.toBeInstanceOf(SingleValueError)
    await expect(after('error')).rejects.toThrow("bn: 1 value per channel (input [1, 2], mode 'train')")
  })

  test('is normalized by the running statistics, which stay', async () => {
    const [y, updates] = await after('running')
    expectClose(y, [1, 4.5])
    expect(updates).toBe(0)
  })

  test('is taken as it is, with variance 0: β, and the running statistics stay', async () => {
    const [y, updates] = await after('skip')
    expectClose(y, [0, 0.5])
    expect(updates).toBe(0)
  })

  test('two values are enough for all', async () => {
    const device = await openCpu()
    const layer = placed(device, batchNormalization({ onSingleValue: 'running', epsilon: 1e-12 }), [1])
    expectClose(await step(layer, tensor(device, [[1], [3]])).read(), [-1, 1])
    expect(await layer.running!.updates.value.item()).toBe(1)
  })
})

test('a policy that there is not, or that lacks running statistics, is refused', () => {
  expect(() => batchNormalization({ onSingleValue: 'ignore' as 'skip' })).toThrow(OptionError)
  expect(() => batchNormalization({ onSingleValue: 'running', trackRunningStatistics: false })).toThrow(OptionError)
})
