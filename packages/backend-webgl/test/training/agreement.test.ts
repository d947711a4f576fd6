import { cpu } from '@evenkeel/backend-cpu'
import { adam, Dataset, openDevice, sgd, type Optimizer, type Provider } from '@evenkeel/core'
import { expect, test } from 'vitest'
import { webgl } from '../../src/index.js'
import { digitBatches, networkOn } from './digits.js'

const STEPS = 200
const batches = digitBatches(STEPS, 32)

/** The loss of each step: every epoch is one batch. */
async function lossCurve(provider: Provider<unknown>, optimizer: Optimizer): Promise<readonly number[]> {
  const device = await openDevice(provider)
  const model = networkOn(device, optimizer)
  const { metrics } = await model.fit(
    Dataset.fromBatches((epoch) => [batches[epoch]]),
    { epochs: STEPS },
  )
  device.close()
  return metrics['loss']
}

/** Largest |a − b| / |b| over the steps. */
async function largestDifference(optimizer: () => Optimizer): Promise<number> {
  const found = await lossCurve(webgl, optimizer())
  const expected = await lossCurve(cpu, optimizer())
  expect(found).toHaveLength(STEPS)
  expect(expected.at(-1)!).toBeLessThan(expected[0] / 2)
  return Math.max(...found.map((loss, step) => Math.abs(loss - expected[step]) / expected[step]))
}

test(`with SGD the losses of ${STEPS} steps are those of the cpu`, async () => {
  const difference = await largestDifference(() => sgd({ learningRate: 0.1 }))
  console.log(
    `SGD: the losses of ${STEPS} steps differ from those of the cpu by ${difference.toExponential(1)} at most`,
  )
  expect(difference).toBeLessThan(1e-3)
})

// Where a gradient is nearly zero, Adam divides one rounding error by another: weights may go separate ways.
test(`with Adam the losses of ${STEPS} steps stay near those of the cpu`, async () => {
  const difference = await largestDifference(() => adam({ learningRate: 1e-3 }))
  console.log(
    `Adam: the losses of ${STEPS} steps differ from those of the cpu by ${difference.toExponential(1)} at most`,
  )
  expect(difference).toBeLessThan(1e-2)
})
