import { diagnose, leavesOf, type Layer, type Variable } from '@evenkeel/core'
import type { FindingFacts, InputFacts, NormalizationFacts, RunEvent } from '../protocol/events.js'
import type { MemoryFacts } from '../protocol/facts.js'
import { inputShapeOf } from './build-network.js'
import { firstPixels } from './images.js'
import { quantilesOf } from './quantiles.js'
import type { Training } from './training.js'
import { IMAGE_PIXELS } from '../protocol/image.js'

/** Training images that are looked at. */
const PROBE_IMAGES = 256
/** A convolutional network puts out so much for each image that fewer tell enough. */
const PROBE_IMAGES_OF_PLANES = 16
/** Batches whose statistics are compared. */
const MOST_BATCHES = 16

/** Looks into the network; changes nothing. */
export async function inspect(training: Training): Promise<Extract<RunEvent, { type: 'inspection' }>> {
  const { model } = training
  return {
    type: 'inspection',
    step: model.trainer.step,
    inputs: await inputsOf(training),
    normalization: await normalizationOf(model),
    findings: await findingsOf(training),
    memory: memoryOf(training),
  }
}

/**
 * What goes into each activation, normalized by the batch as in training. Where normalization stands behind an activation
 * that belongs to its layer (the article's network), what goes into the last layer.
 */
async function inputsOf({ model, images, settings }: Training): Promise<InputFacts[]> {
  const inputShape = inputShapeOf(settings.network)
  const data = firstPixels(images.train, inputShape.length > 1 ? PROBE_IMAGES_OF_PLANES : PROBE_IMAGES)
  const shape = [data.length / IMAGE_PIXELS, ...inputShape]
  const outputs = await model.layerOutputs({ data, shape }, { training: true })
  const leaves = leavesOf(model)
  const activations = leaves.filter(({ kind }) => kind === 'Activation')
  const watched = activations.length > 0 ? activations : leaves.slice(-1)
  return watched.map((layer) => ({
    layer: layer.path,
    quantiles: quantilesOf(outputs[leaves[leaves.indexOf(layer) - 1].path].data),
  }))
}

/** γ, β and running statistics of every layer that has some of them. */
async function normalizationOf(model: Layer): Promise<NormalizationFacts[]> {
  const layers = leavesOf(model).filter(({ kind }) => kind.endsWith('Normalization'))
  return Promise.all(
    layers.map(async (layer) => {
      const variables: readonly Variable[] = [...layer.parameters, ...layer.states]
      const read = async (name: string): Promise<Float32Array | null> => {
        const variable = variables.find((candidate) => candidate.name === name)
        return variable === undefined ? null : Float32Array.from(await variable.value.read())
      }
      const [gamma, beta, movingMean, movingVariance] = await Promise.all(
        ['gamma', 'beta', 'movingMean', 'movingVariance'].map(read),
      )
      return { layer: layer.path, gamma, beta, movingMean, movingVariance }
    }),
  )
}

async function findingsOf({ model, images, settings }: Training): Promise<FindingFacts[]> {
  const batchSize = Math.min(settings.batchSize, PROBE_IMAGES, images.train.labels.length)
  const data = firstPixels(images.train, Math.min(PROBE_IMAGES, MOST_BATCHES * batchSize))
  const shape = [data.length / IMAGE_PIXELS, ...inputShapeOf(settings.network)]
  const { findings } = await diagnose(model, { data, shape }, { batchSize })
  return findings.map(({ illness, layer, description, meaning, remedy }) => ({
    illness,
    layer,
    description,
    meaning,
    remedy,
  }))
}

function memoryOf({ device }: Training): MemoryFacts {
  const { liveBuffers, liveBytes, backend } = device.memory()
  return { liveBuffers, liveBytes, backendBytes: backend.bytes + backend.scratchBytes }
}
