import { expect } from 'vitest'
import { random, sgd, type Device, type HostTensor, type Sequential } from '../../src/index.js'
import { expectClose } from '../support/expect-close.js'
import { shaken, type Values, type Variables } from './reference.js'

/** Short enough that hardly any maximum or rectified unit changes sides, long enough for float64. */
const DISTANCE = 1e-6

/** Samples and their classes. */
export interface Examples {
  readonly x: HostTensor
  readonly y: Int32Array
}

/** The samples of a batch as rows of values in float64. */
export function rowsOf({ data, shape }: HostTensor): Values[] {
  const size = data.length / shape[0]
  return Array.from({ length: shape[0] }, (_, i) => Array.from(data.subarray(i * size, (i + 1) * size)))
}

/**
 * Expects that a step of gradient descent with rate 1, from random weights, moves each parameter by minus the gradient of
 * the mean cross-entropy: along a random direction, what moved is the slope of the loss in float64 by central differences.
 *
 * @param probabilities the network in float64, with the statistics of the batch
 */
export async function expectGradientStep(
  model: Sequential,
  device: Device,
  { x, y }: Examples,
  probabilities: (variables: Variables) => readonly Values[],
): Promise<void> {
  model.compile({ device, optimizer: sgd({ learningRate: 1 }), loss: 'sparseCategoricalCrossentropy' })
  const before = await shaken(model)
  const loss = (variables: Variables): number =>
    probabilities(variables).reduce((sum, p, i) => sum - Math.log(p[y[i]]), 0) / y.length
  const { metrics } = await model.fit(x, y, { batchSize: y.length })
  expectClose([metrics.loss[0]], [loss(before)], { rtol: 1e-5 })

  const after = await model.getWeights()
  for (const { path } of model.parameters) {
    const direction = new Float32Array(before[path].length)
    random.fillNormal(direction, { seed: 21, stream: 0, offset: 0 })
    const along = (distance: number): number =>
      loss({ ...before, [path]: before[path].map((value, i) => value + distance * direction[i]) })
    const slope = (along(DISTANCE) - along(-DISTANCE)) / (2 * DISTANCE)
    const moved = before[path].reduce((sum, value, i) => sum + (value - after[path].data[i]) * direction[i], 0)
    expect(Math.abs(moved - slope), `${path}: ${moved}, slope ${slope}`).toBeLessThan(5e-6 + 1e-4 * Math.abs(slope))
  }
}
