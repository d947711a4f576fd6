import { describe, expect, test } from 'vitest'
import { dense, dropout, sequential } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(200)

describe('the same seed', () => {
  test.each([
    ['fused', openCpu],
    ['composed', openComposed],
  ])('gives bit-identical weights twice (%s kernels)', async (_, open) => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const model = smallNetwork(await open())
        await model.fit(x, y, { epochs: 3, batchSize: 32 })
        return bits(model)
      }),
    )
    expect(runs[0]).toEqual(runs[1])
  })

  test('another seed gives other weights', async () => {
    const device = await openCpu()
    const [one, two] = [smallNetwork(device, { seed: 1 }), smallNetwork(device, { seed: 2 })]
    expect(await bits(one)).not.toEqual(await bits(two))
  })

  test('initial weights do not depend on the device', async () => {
    const [fused, composed] = [smallNetwork(await openCpu()), smallNetwork(await openComposed())]
    expect(await bits(fused)).toEqual(await bits(composed))
  })

  test('dropout drops the same elements on every device', async () => {
    const losses = await Promise.all(
      [openCpu, openComposed].map(async (open) => {
        const model = sequential([dense(32, { inputShape: [8] }), dropout(0.5), dense(3)])
        model.compile({ device: await open(), optimizer: 'sgd', loss: 'mse', seed: 9 })
        const { metrics } = await model.fit(x, { data: new Float32Array(600), shape: [200, 3] }, { epochs: 2 })
        return metrics.loss
      }),
    )
    for (const [epoch, loss] of losses[0].entries()) expect(loss).toBeCloseTo(losses[1][epoch], 5)
  })
})
