import {
  batchNormalization,
  dense,
  random,
  sequential,
  type Device,
  type HostTensor,
  type Sequential,
} from '../../src/index.js'

/** A small problem with labels that can be learned: three noisy clusters in eight dimensions. */
export function clusters(count: number, offset = 0): { x: HostTensor; y: Int32Array } {
  const noise = new Float32Array(count * 8)
  random.fillNormal(noise, { seed: 11, stream: 0, offset })
  const y = Int32Array.from({ length: count }, (_, i) => (i * 7 + 3) % 3)
  const data = noise.map((z, i) => 0.7 * z + (i % 8 === y[Math.floor(i / 8)] ? 2 : 0))
  return { x: { data, shape: [count, 8] }, y }
}

/** The article's network in small. */
export function smallNetwork(
  device: Device,
  options: { seed?: number; optimizer?: 'adam' | 'sgd' | 'rmsprop' } = {},
): Sequential {
  const model = sequential([
    dense(16, { activation: 'relu', inputShape: [8] }),
    batchNormalization(),
    dense(3, { activation: 'softmax' }),
  ])
  model.compile({
    device,
    optimizer: options.optimizer ?? 'adam',
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
    seed: options.seed ?? 5,
  })
  return model
}

/** All weights in one list, for comparing bit by bit. */
export async function bits(model: Sequential): Promise<Record<string, number[]>> {
  const weights = await model.getWeights()
  return Object.fromEntries(
    Object.entries(weights).map(([path, { data }]) => [path, [...new Uint32Array(Float32Array.from(data).buffer)]]),
  )
}
