import { cpu } from '@evenkeel/backend-cpu'
import { describe, expect, test } from 'vitest'
import { openDevice, ShapeError, tensor, type HostTensor } from '../../src/index.js'
import { bits, clusters, smallNetwork } from './support.js'

const { x, y } = clusters(64)

/** Mean and variance of a channel, in double precision. */
function moments({ data, shape: [rows, channels] }: HostTensor, channel: number): { mean: number; variance: number } {
  const values = Array.from({ length: rows }, (_, row) => data[row * channels + channel])
  const mean = values.reduce((sum, value) => sum + value, 0) / rows
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows }
}

describe('layerOutputs', () => {
  test('gives what each layer gives, the last one the prediction', async () => {
    const device = await openDevice(cpu)
    const model = smallNetwork(device)
    await model.fit(x, y, { epochs: 1 })
    const outputs = await model.layerOutputs(x)
    expect(Object.keys(outputs)).toEqual(['dense', 'batchNormalization', 'dense_1'])
    expect(outputs['dense'].shape).toEqual([64, 16])
    const prediction = await model.predict(x)
    expect(outputs['dense_1'].data).toEqual(await prediction.read())
  })

  test('in training normalizes each channel by the batch, and commits nothing', async () => {
    const device = await openDevice(cpu)
    const model = smallNetwork(device)
    await model.fit(x, y, { epochs: 1 })
    const before = await bits(model)
    const { dense: input, batchNormalization: normalized } = await model.layerOutputs(x, { training: true })
    expect(await bits(model)).toEqual(before)
    const weights = await model.getWeights()
    const [gamma, beta] = ['gamma', 'beta'].map((name) => weights[`batchNormalization/${name}`].data)
    for (let channel = 0; channel < 16; channel++) {
      const { variance } = moments(input, channel)
      const got = moments(normalized, channel)
      expect(got.mean).toBeCloseTo(beta[channel], 5)
      expect(got.variance).toBeCloseTo((gamma[channel] ** 2 * variance) / (variance + 0.001), 5)
    }
  })

  test('leaves nothing on the device, and the tensor it was given alone', async () => {
    const device = await openDevice(cpu)
    const model = smallNetwork(device)
    const batch = tensor(device, x)
    await model.layerOutputs(batch)
    const { liveBuffers } = device.memory()
    await model.layerOutputs(batch)
    await model.layerOutputs(x)
    expect(device.memory().liveBuffers).toBe(liveBuffers)
    expect(await batch.read()).toEqual(x.data)
  })

  test('refuses a batch that does not fit', async () => {
    const model = smallNetwork(await openDevice(cpu))
    await expect(model.layerOutputs([[1, 2, 3]])).rejects.toThrow(ShapeError)
  })
})
