import { openDevice, type Device, type DeviceCandidate, type Sequential } from '@evenkeel/core'
import type { Checkpoint } from '../protocol/checkpoint.js'
import type { DataFacts } from '../protocol/facts.js'
import type { RunSettings } from '../settings/settings.js'
import { buildNetwork, inputShapeOf, optimizerOf } from './build-network.js'
import { placeImages, readImages, type ImageData, type ResidentImages } from './images.js'
import { Position } from './position.js'

/** A model in training on one device, with its data. */
export interface Training {
  readonly settings: RunSettings
  readonly device: Device
  readonly model: Sequential
  readonly images: ImageData
  readonly train: ResidentImages
  readonly test: ResidentImages
  readonly position: Position
}

/** What a training is opened with. */
export interface TrainingRequest {
  readonly settings: RunSettings
  readonly checkpoint: Checkpoint | null
  readonly data: DataFacts | null
}

/**
 * Opens the device and puts model and data there.
 *
 * @throws DeviceUnavailableError when the device cannot be used
 * @throws OptionError or ShapeError when the checkpoint belongs to other settings
 */
export async function openTraining(
  provider: DeviceCandidate,
  { settings, checkpoint, data }: TrainingRequest,
): Promise<Training> {
  const device = await openDevice(provider)
  try {
    const images = readImages(data)
    const { batchSize, seed } = settings
    const position = new Position({ images: images.train.labels.length, batchSize, seed })
    const model = buildNetwork(settings, images.classes)
    model.compile({
      device,
      optimizer: optimizerOf(settings),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
      seed,
    })
    const inputShape = inputShapeOf(settings.network)
    model.trainerFor(inputShape)
    if (checkpoint !== null) {
      position.goTo(checkpoint.epoch, checkpoint.stepInEpoch)
      model.restore(checkpoint)
    }
    const [train, test] = [images.train, images.test].map((part) => placeImages(device, part, inputShape))
    return { settings, device, model, images, train, test, position }
  } catch (error) {
    device.close()
    throw error
  }
}
