import { describe, expect, test } from 'vitest'
import { applications, batchNormalization, fold, random, type HostTensor } from '../../src/index.js'
import { openCpu } from '../support/devices.js'

/** Images of two kinds that differ by where they are bright. */
function images(count: number, side: number, channels: number): { x: HostTensor; y: Int32Array } {
  const data = new Float32Array(count * side * side * channels)
  random.fillUniform(data, { seed: 5, stream: 0, offset: 0 })
  const y = Int32Array.from({ length: count }, (_, i) => i % 2)
  const stride = side * side * channels
  for (let i = 0; i < data.length; i++) {
    const row = Math.floor((i % stride) / (side * channels))
    if (row < side / 2 === (y[Math.floor(i / stride)] === 0)) data[i] += 0.5
  }
  return { x: { data, shape: [count, side, side, channels] }, y }
}

describe('resnet20', () => {
  test('has the numbers of parameters of the paper', () => {
    // He et al. 2016, Table 6: 0.27 M; shortcuts of 1×1 convolutions add 2,560, and their normalization 192.
    const { trainableParameters } = applications.resnet20({ inputShape: [32, 32, 3] }).summary()
    const convolutions = 9 * (3 * 16 + 6 * 16 * 16 + (16 * 32 + 5 * 32 * 32) + (32 * 64 + 5 * 64 * 64))
    const normalization = 2 * (7 * 16 + 6 * 32 + 6 * 64)
    expect(trainableParameters).toBe(convolutions + normalization + 650 + (16 * 32 + 32 * 64) + 2 * (32 + 64))
    expect(trainableParameters).toBeGreaterThan(269_000)
    expect(trainableParameters).toBeLessThan(276_000)
  })

  test('takes 28×28 images too, and halves their sides twice', () => {
    const { rows } = applications.resnet20({ inputShape: [28, 28, 1] }).summary()
    const residuals = rows.filter(({ kind }) => kind === 'Residual').map(({ outputShape }) => outputShape.join())
    expect([...new Set(residuals)]).toEqual(['28,28,16', '14,14,32', '7,7,64'])
    expect(residuals).toHaveLength(9)
  })

  test('learns, and folds all of its 21 normalization layers', async () => {
    const { x, y } = images(32, 8, 1)
    const model = applications.resnet20({
      inputShape: [8, 8, 1],
      classes: 2,
      filters: 4,
      normalization: () => batchNormalization({ momentum: 0.8 }),
    })
    model.compile({ device: await openCpu(), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
    const { metrics } = await model.fit(x, y, { epochs: 8, batchSize: 16 })
    expect(metrics.loss.at(-1)).toBeLessThan(0.7 * metrics.loss[0])
    const { folded, notFolded, maxDeviation } = await fold(model, { probe: x })
    expect(folded).toHaveLength(21)
    expect(notFolded).toEqual([])
    expect(maxDeviation).toBeLessThan(1e-5)
  })
})
