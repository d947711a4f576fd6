import type { Device } from '../device/index.js'
import { DataError, OptionError } from '../errors.js'
import { tensor, toHostTensor, type HostData, type HostTensor, type Shape } from '../tensor/index.js'
import type { Batch, BatchSource } from './batch.js'
import { requireFinite, requireLabels, type TargetRules } from './checks.js'
import type { Dataset, Example } from './dataset.js'

/** How a {@link StreamSource} turns examples into tensors. */
export interface StreamSourceOptions {
  readonly device: Device
  /** What y may be, for samples of a shape. */
  readonly target: (inputShape: Shape) => TargetRules
}

/** Batches from a {@link Dataset}, each checked and copied to the device as it comes. */
export class StreamSource implements BatchSource {
  readonly samples: number | null
  readonly steps: number | null = null
  readonly inputShape: Shape
  readonly #dataset: Dataset
  readonly #device: Device
  readonly #target: TargetRules

  private constructor(dataset: Dataset, inputShape: Shape, options: StreamSourceOptions) {
    this.#dataset = dataset
    this.#device = options.device
    this.#target = options.target(inputShape)
    this.inputShape = inputShape
    this.samples = dataset.samples
  }

  /**
   * Looks at the first batch to learn the shape of the samples.
   *
   * @throws DataError when the data set is empty
   * @throws OptionError when its examples are not batches
   */
  static async open(dataset: Dataset, options: StreamSourceOptions): Promise<StreamSource> {
    if (!dataset.batched) {
      throw new OptionError({
        what: 'The data set gives single samples, not batches.',
        remedy: 'Call dataset.batch(size) last.',
      })
    }
    for await (const example of dataset.examples(0)) {
      const { shape } = toHostTensor('x', example.x)
      return new StreamSource(dataset, shape.slice(1), options)
    }
    throw new DataError({ what: 'The data set is empty.', remedy: 'Give at least one batch.' })
  }

  async *batches(epoch: number): AsyncGenerator<Batch> {
    for await (const example of this.#dataset.examples(epoch)) yield await this.#toBatch(example)
  }

  dispose(): void {}

  async #toBatch(example: Example): Promise<Batch> {
    const device = this.#device
    const target = this.#target
    const x = toHostTensor('x', example.x)
    const count = x.shape[0]
    const column = (name: string, data: HostData | undefined): HostTensor | null => {
      if (data === undefined) return null
      const host = toHostTensor(name, data)
      if (host.shape[0] === count) return host
      throw new DataError({
        what: `A batch has ${count} samples in x and ${host.shape[0]} in ${name}.`,
        remedy: 'Give as many of each.',
      })
    }
    const y = column('y', example.y)
    const weight = column('sampleWeight', example.sampleWeight)
    await requireFinite('x', x)
    if (y !== null) await (target.labels === null ? requireFinite('y', y) : requireLabels(y, target.labels))
    if (weight !== null) await requireFinite('sampleWeight', weight)
    return {
      x: tensor(device, x.data, { shape: x.shape }),
      y: y && tensor(device, y.data, { shape: y.shape, dtype: target.dtype }),
      weight: weight && tensor(device, weight.data, { shape: weight.shape }),
      count,
    }
  }
}
