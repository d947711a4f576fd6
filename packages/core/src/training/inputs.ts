import {
  ArraySource,
  Dataset,
  requireFinite,
  requireLabels,
  StreamSource,
  type BatchSource,
  type Column,
  type TargetRules,
} from '../data/index.js'
import type { Device } from '../device/index.js'
import { DataError, OptionError, ShapeError } from '../errors.js'
import { showShape, Tensor, toHostTensor, type HostData, type HostTensor, type Shape } from '../tensor/index.js'

/** Samples as they may be given: on the device, on the host, or as a stream with its targets. */
export type DataInput = Tensor | HostData | Dataset

/** What a source is made from. */
export interface SourceRequest {
  readonly device: Device
  readonly x: DataInput
  readonly y?: Tensor | HostData | null
  readonly sampleWeight?: Tensor | HostData | null
  /** Weight of the samples of each class; labels only. */
  readonly classWeight?: ClassWeight | null
  /** What y may be, for samples of a shape. */
  readonly target: (inputShape: Shape) => TargetRules
  readonly batchSize: number
  readonly shuffle: boolean
  readonly seed: number
  /** Host data of up to this many bytes is put on the device whole. Default 512 MiB. */
  readonly residentBytes?: number
}

/** Weights by class number; classes that are not named have weight 1. */
export type ClassWeight = Readonly<Record<number, number>>

const DEFAULT_RESIDENT_BYTES = 1 << 29

/**
 * Checks data and makes a source of batches of it.
 *
 * @throws DataError when there is none, numbers of samples differ, or values are not usable
 * @throws OptionError when options do not suit the kind of data
 */
export async function openSource(request: SourceRequest): Promise<BatchSource> {
  const { x } = request
  return x instanceof Dataset ? openStream(request, x) : openArrays(request, x)
}

/**
 * Two sources: all samples but the last `share` of them, and those, in order.
 *
 * @throws OptionError when the data is a stream, or one of the parts would be empty
 */
export async function openSplit(request: SourceRequest, share: number): Promise<[BatchSource, BatchSource]> {
  const { x } = request
  if (x instanceof Dataset) {
    throw new OptionError({
      what: 'validationSplit was asked of a Dataset, whose end nobody knows.',
      remedy: 'Give validationData: another Dataset, or arrays.',
    })
  }
  const whole = await openArrays(request, x)
  const validation = Math.floor(whole.samples * share)
  const training = whole.samples - validation
  if (!(share > 0 && share < 1) || validation === 0 || training === 0) {
    whole.dispose()
    throw new OptionError({
      what: `validationSplit ${String(share)} of ${whole.samples} samples leaves ${training} to train and ${validation} to validate.`,
      remedy: 'Give a share between 0 and 1 that leaves at least one sample on either side.',
    })
  }
  const train = whole.part([0, training], request.shuffle)
  const rest = whole.part([training, validation], false)
  return [ownedWith(train, whole), rest]
}

/** A source that disposes another one with itself. */
function ownedWith(source: BatchSource, owner: BatchSource): BatchSource {
  return {
    samples: source.samples,
    steps: source.steps,
    inputShape: source.inputShape,
    batches: (epoch) => source.batches(epoch),
    dispose: () => owner.dispose(),
  }
}

async function openStream(request: SourceRequest, dataset: Dataset): Promise<BatchSource> {
  for (const name of ['y', 'sampleWeight', 'classWeight'] as const) {
    if (request[name] === undefined || request[name] === null) continue
    throw new OptionError({
      what: `A Dataset was given together with ${name}.`,
      remedy: 'Let the examples of the data set hold it: { x, y, sampleWeight }.',
    })
  }
  return StreamSource.open(dataset, { device: request.device, target: request.target })
}

async function openArrays(request: SourceRequest, x: Tensor | HostData): Promise<ArraySource> {
  const columns = await readColumns(request, x)
  const { device, batchSize, shuffle, seed, residentBytes = DEFAULT_RESIDENT_BYTES } = request
  return new ArraySource(columns, { device, batchSize, shuffle, seed, residentBytes })
}

/** @throws OptionError when the number is not a positive integer */
export function requirePositive(option: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return
  throw new OptionError({ what: `${option} is ${String(value)}.`, remedy: 'Give a positive integer.' })
}

async function readColumns(
  { y, sampleWeight, classWeight, target }: SourceRequest,
  given: Tensor | HostData,
): Promise<{ x: Column; y: Column | null; weight: Column | null }> {
  const x = asData('x', given)
  if (x.shape.length === 0 || x.shape[0] === 0) {
    throw new DataError({
      what: `x is empty: its shape is ${showShape(x.shape)}.`,
      remedy: 'Give at least one sample.',
    })
  }
  if (x.shape.length === 1) {
    throw new ShapeError({
      what: `x has shape ${showShape(x.shape)}, without an axis of features.`,
      remedy: 'Give samples as rows: [[…], […]], or { data, shape: [N, features] }, also for a single one.',
    })
  }
  await requireFinite('x', x)
  const rules = target(x.shape.slice(1))
  const [samples] = x.shape
  const targets = y === null || y === undefined ? null : requireCount('y', asData('y', y), samples)
  if (targets !== null) await requireTargets(targets, rules)
  const weight = await weights(samples, targets, sampleWeight ?? null, classWeight ?? null)
  return {
    x: { data: x, dtype: 'float32' },
    y: targets && { data: targets, dtype: rules.dtype },
    weight: weight && { data: weight, dtype: 'float32' },
  }
}

async function requireTargets(targets: Tensor | HostTensor, { dtype, labels }: TargetRules): Promise<void> {
  if (targets instanceof Tensor && targets.dtype !== dtype) {
    throw new DataError({
      what: `y is a tensor of dtype ${targets.dtype}; this loss takes ${dtype}.`,
      remedy: `Create it with tensor(device, data, { dtype: '${dtype}' }).`,
    })
  }
  await (labels === null ? requireFinite('y', targets) : requireLabels(targets, labels))
}

/** Weights of the samples: their own, times those of their classes. */
async function weights(
  samples: number,
  targets: Tensor | HostTensor | null,
  sampleWeight: Tensor | HostData | null,
  classWeight: ClassWeight | null,
): Promise<Tensor | HostTensor | null> {
  const own = sampleWeight === null ? null : requireCount('sampleWeight', asData('sampleWeight', sampleWeight), samples)
  if (own !== null) await requireFinite('sampleWeight', own)
  if (classWeight === null) return own
  if (targets === null || targets.shape.some((extent, axis) => axis > 0 && extent !== 1)) {
    throw new OptionError({
      what: 'classWeight was given, but y does not hold one label a sample.',
      remedy: 'Give sampleWeight instead.',
    })
  }
  const labels = targets instanceof Tensor ? await targets.read() : targets.data
  const base = own === null ? null : own instanceof Tensor ? await own.read() : own.data
  const data = Float32Array.from(labels, (label, i) => (classWeight[label] ?? 1) * (base?.[i] ?? 1))
  const weight = { data, shape: [samples] }
  await requireFinite('classWeight', weight)
  return weight
}

function requireCount(name: string, data: Tensor | HostTensor, samples: number): Tensor | HostTensor {
  if (data.shape[0] === samples) return data
  throw new DataError({
    what: `There are ${samples} samples in x and ${data.shape[0] ?? 'no'} in ${name}.`,
    remedy: 'Give as many of each.',
  })
}

function asData(name: string, data: Tensor | HostData): Tensor | HostTensor {
  return data instanceof Tensor ? data : toHostTensor(name, data)
}
