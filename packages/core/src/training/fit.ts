import type { BatchSource } from '../data/index.js'
import { OptionError } from '../errors.js'
import type { HostData, Tensor } from '../tensor/index.js'
import type { Callback } from './callbacks/index.js'
import { requireSeed } from './compiled.js'
import type { History } from './history.js'
import {
  openSource,
  openSplit,
  requirePositive,
  type ClassWeight,
  type DataInput,
  type SourceRequest,
} from './inputs.js'
import { trainingLoop } from './loop.js'
import type { Model } from './model.js'
import { targetOf } from './target.js'

/** Options of `fit`. */
export interface FitOptions {
  /** Passes over the data. Default 1. */
  readonly epochs?: number
  /** Samples of one step. Default 32. */
  readonly batchSize?: number
  /**
   * Batches whose gradients are averaged into one step, for batches larger than memory. Batch norm sees the parts, and
   * its running statistics move once, by all of them together. Default 1.
   */
  readonly accumulationSteps?: number
  /** Whether each epoch has its own order, fixed by the seed. Default true; streams keep theirs. */
  readonly shuffle?: boolean
  /** Order of the batches. Default: the seed of `compile`. */
  readonly seed?: number
  /** Share of the samples, taken from the end, to validate with after each epoch. */
  readonly validationSplit?: number
  /** Data to validate with after each epoch: [x, y], or a Dataset. */
  readonly validationData?: readonly [Tensor | HostData, Tensor | HostData] | DataInput
  /** Weight of each sample's loss, [N]. */
  readonly sampleWeight?: Tensor | HostData | null
  /** Weight of the samples of each class, by label. */
  readonly classWeight?: ClassWeight | null
  readonly callbacks?: readonly Callback[]
  /**
   * What happens when a loss or gradient is not finite. Either way that step changes nothing. `throw` (default) stops
   * training with a NonFiniteError that names the layer; `skip` goes on and counts.
   */
  readonly onNonFinite?: 'throw' | 'skip'
  /** Arrays from the host of up to this many bytes are put on the device whole. Default 512 MiB. */
  readonly residentBytes?: number
}

/** See `Model.fit`. */
export async function fit(
  model: Model,
  x: DataInput,
  y: Tensor | HostData | null,
  options: FitOptions,
): Promise<History> {
  const { epochs = 1, batchSize = 32, accumulationSteps = 1, onNonFinite = 'throw', callbacks = [] } = options
  const compiled = model.requireCompiled()
  const seed = options.seed ?? compiled.seed
  requirePositive('batchSize', batchSize)
  requirePositive('accumulationSteps', accumulationSteps)
  requireSeed(seed)
  requireChoices(epochs, onNonFinite)
  const target = targetOf(model, compiled.loss)
  const openSources = (): Promise<Sources> => {
    const { sampleWeight, classWeight, residentBytes, shuffle = true } = options
    const shared = { device: model.device, target, batchSize, seed, residentBytes }
    return openBoth({ ...shared, x, y, sampleWeight, classWeight, shuffle }, shared, options)
  }
  return trainingLoop(model, openSources, { epochs, accumulationSteps, onNonFinite, callbacks })
}

/** Where the batches to train and to validate with come from. */
export interface Sources {
  readonly training: BatchSource
  readonly validation: BatchSource | null
}

async function openBoth(
  request: SourceRequest,
  shared: Omit<SourceRequest, 'x' | 'shuffle'>,
  { validationSplit = 0, validationData }: FitOptions,
): Promise<Sources> {
  if (validationData === undefined) {
    if (validationSplit === 0) return { training: await openSource(request), validation: null }
    const [training, validation] = await openSplit(request, validationSplit)
    return { training, validation }
  }
  const [x, y] = isPair(validationData) ? validationData : [validationData as DataInput, null]
  const training = await openSource(request)
  try {
    return { training, validation: await openSource({ ...shared, x, y, shuffle: false }) }
  } catch (error) {
    training.dispose()
    throw error
  }
}

/** @throws OptionError */
function requireChoices(epochs: number, onNonFinite: string): void {
  if (!Number.isInteger(epochs) || epochs < 0) {
    throw new OptionError({ what: `epochs is ${String(epochs)}.`, remedy: 'Give a whole number, 0 or more.' })
  }
  if (onNonFinite === 'throw' || onNonFinite === 'skip') return
  throw new OptionError({ what: `onNonFinite is '${String(onNonFinite)}'.`, remedy: "Use 'throw' or 'skip'." })
}

/** [x, y] and not nested numbers: the entries of nested data with two rows are numbers or arrays of them. */
function isPair(data: FitOptions['validationData']): data is readonly [Tensor | HostData, Tensor | HostData] {
  return Array.isArray(data) && data.length === 2 && data.some((entry) => typeof entry === 'object')
}
