import {
  batchNormalization,
  dense,
  random,
  sequential,
  type BatchNormalizationOptions,
  type Device,
  type Diagnosis,
  type HostTensor,
  type Layer,
  type Sequential,
} from '../../src/index.js'
import { clusters } from '../training/support.js'

/** Standard normal samples. */
export function normal(count: number, features: number): HostTensor {
  const data = new Float32Array(count * features)
  random.fillNormal(data, { seed: 3, stream: 0, offset: 0 })
  return { data, shape: [count, features] }
}

/** What was found, one text each: 'layer: illness'. */
export function found({ findings }: Diagnosis): string[] {
  return findings.map(({ layer, illness }) => `${layer}: ${illness}`)
}

/** A network for regression that is not trained. */
export function compiled(device: Device, layers: readonly Layer[]): Sequential {
  const model = sequential(layers)
  model.compile({ device, optimizer: 'sgd', loss: 'mse' })
  return model
}

/** The article's network in small, trained on clusters in batches of 32. */
export async function trained(
  device: Device,
  epochs: number,
  options: BatchNormalizationOptions = {},
): Promise<Sequential> {
  const { x, y } = clusters(320)
  const model = sequential([
    dense(16, { activation: 'relu', inputShape: [8] }),
    batchNormalization(options),
    dense(3, { activation: 'softmax' }),
  ])
  model.compile({ device, loss: 'sparseCategoricalCrossentropy' })
  await model.fit(x, y, { epochs, batchSize: 32 })
  return model
}

/** A model of one batch-norm layer whose running statistics are those of standard normal data. */
export async function settled(
  device: Device,
  features: number,
  options: BatchNormalizationOptions = {},
): Promise<Sequential> {
  const model = compiled(device, [batchNormalization({ inputShape: [features], ...options })])
  await set(model, { updates: [10_000] })
  return model
}

/** Replaces weights of a model whose first normalization layer is called batchNormalization. */
export async function set(model: Sequential, values: Record<string, readonly number[]>): Promise<void> {
  const weights = { ...(await model.getWeights()) }
  for (const [name, data] of Object.entries(values)) {
    const path = name.includes('/') ? name : `batchNormalization/${name}`
    weights[path] = { data: Float32Array.from(data), shape: weights[path].shape }
  }
  model.setWeights(weights)
}
