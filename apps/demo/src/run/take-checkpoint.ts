import type { HostTensor } from '@evenkeel/core'
import type { Checkpoint, TensorData } from '../protocol/checkpoint.js'
import type { Training } from './training.js'

/** The model in the middle of training, with its place in the data. */
export async function takeCheckpoint({ model, position }: Training): Promise<Checkpoint> {
  const { weights, optimizer, step } = await model.checkpoint()
  const { epoch, stepInEpoch } = position
  return { weights: asFloats(weights), optimizer: asFloats(optimizer), step, epoch, stepInEpoch }
}

function asFloats(tensors: Readonly<Record<string, HostTensor>>): Record<string, TensorData> {
  return Object.fromEntries(
    Object.entries(tensors).map(([path, { data, shape }]) => [
      path,
      { data: data instanceof Float32Array ? data : Float32Array.from(data), shape },
    ]),
  )
}
