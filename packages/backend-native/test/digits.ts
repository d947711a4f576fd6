import { batchNormalization, dense, openDevice, random, sequential, type Sequential } from '@evenkeel/core'
import { native, type NativeOptions } from '../src/index.js'

/** Samples that look like images: [count, 784] between 0 and 1, with labels that follow from them. */
export function images(count: number): { x: { data: Float32Array; shape: number[] }; y: Int32Array } {
  const data = new Float32Array(count * 784)
  random.fillUniform(data, { seed: 3, stream: 0, offset: 0 })
  const y = Int32Array.from({ length: count }, (_, i) => Math.floor(data[i * 784] * 10))
  return { x: { data, shape: [count, 784] }, y }
}

/** The article's network on a device of its own. */
export async function network(options: NativeOptions): Promise<Sequential> {
  const device = await openDevice([[native, options]])
  const model = sequential([
    dense(64, { activation: 'relu', inputShape: [784] }),
    batchNormalization(),
    dense(10, { activation: 'softmax' }),
  ])
  model.compile({ device, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', seed: 7 })
  return model
}

/** All weights as bits, by path. */
export async function bits(model: Sequential): Promise<Record<string, number[]>> {
  const weights = await model.getWeights()
  return Object.fromEntries(
    Object.entries(weights).map(([path, { data }]) => [path, [...new Uint32Array(Float32Array.from(data).buffer)]]),
  )
}
