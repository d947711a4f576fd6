import { tensor } from '@evenkeel/core'
import type { PredictionMode } from '../protocol/commands.js'
import { IMAGE_PIXELS } from '../protocol/image.js'
import { inputShapeOf } from './build-network.js'
import { firstPixels } from './images.js'
import type { Training } from './training.js'

/** Test images that stand in a batch with the drawn digit where the batch is what normalizes. */
const COMPANIONS = 31

/**
 * Probabilities [classes] of one image. In mode `train` batch norm normalizes by a batch of it and test images, as in a
 * training step; in `frozen` and `eval` by its running statistics, which comes to the same where nothing is learnt.
 * Dropout drops nothing.
 */
export function predictDigit(training: Training, image: Float32Array, mode: PredictionMode): Promise<Float32Array> {
  return mode === 'train' ? predictInBatch(training, image) : predictAlone(training, image)
}

async function predictAlone({ device, model, settings }: Training, image: Float32Array): Promise<Float32Array> {
  const batch = tensor(device, image, { shape: [1, ...inputShapeOf(settings.network)] })
  const output = model.predictOnBatch(batch)
  try {
    return Float32Array.from(await output.read())
  } finally {
    output.dispose()
    batch.dispose()
  }
}

async function predictInBatch({ model, images, settings }: Training, image: Float32Array): Promise<Float32Array> {
  const companions = firstPixels(images.test, COMPANIONS)
  const data = new Float32Array(image.length + companions.length)
  data.set(image)
  data.set(companions, image.length)
  const shape = [data.length / IMAGE_PIXELS, ...inputShapeOf(settings.network)]
  const outputs = await model.layerOutputs({ data, shape }, { training: true })
  const last = model.sublayers[model.sublayers.length - 1]
  return Float32Array.from(outputs[last.path].data.subarray(0, images.classes))
}
