import type { DType } from '../backend/index.js'
import type { Device } from '../device/index.js'
import { gatherRows, slice } from '../ops/index.js'
import { sizeOf, Tensor, tensor, type HostTensor, type NumericArray, type Shape } from '../tensor/index.js'
import type { Batch, BatchSource } from './batch.js'
import { permutation } from './permutation.js'

/** One column of samples: on the device, or on the host with the dtype it becomes there. */
export interface Column {
  readonly data: Tensor | HostTensor
  readonly dtype: DType
}

/** How an {@link ArraySource} cuts its samples into batches. */
export interface ArraySourceOptions {
  readonly device: Device
  readonly batchSize: number
  /** Whether every epoch has its own order. */
  readonly shuffle: boolean
  readonly seed: number
  /** First sample and number of samples to take; default all. */
  readonly range?: readonly [start: number, count: number]
  /** Leaves out a last batch that is not full. */
  readonly dropRemainder?: boolean
  /** Host columns of at most this many bytes altogether are put on the device once. */
  readonly residentBytes: number
}

/**
 * Batches from arrays that are all there. What fits is put on the device once, and each batch is then gathered there by
 * row numbers, or copied in one piece where the order is that of the data: assembling batches on the host would cost more
 * than the step's own overhead.
 */
export class ArraySource implements BatchSource {
  readonly samples: number
  readonly steps: number
  readonly inputShape: Shape
  readonly #options: ArraySourceOptions
  readonly #start: number
  readonly #columns: { readonly x: Column; readonly y: Column | null; readonly weight: Column | null }
  readonly #owned: Tensor[] = []

  constructor(
    columns: { readonly x: Column; readonly y: Column | null; readonly weight: Column | null },
    options: ArraySourceOptions,
  ) {
    this.#options = options
    const [start, count] = options.range ?? [0, columns.x.data.shape[0]]
    this.#start = start
    const { batchSize, dropRemainder = false } = options
    this.steps = dropRemainder ? Math.floor(count / batchSize) : Math.ceil(count / batchSize)
    this.samples = dropRemainder ? this.steps * batchSize : count
    this.inputShape = columns.x.data.shape.slice(1)
    const host = [columns.x, columns.y, columns.weight].filter(
      (column): column is Column => column !== null && !(column.data instanceof Tensor),
    )
    const bytes = host.reduce((sum, column) => sum + 4 * (column.data as HostTensor).data.length, 0)
    const place = <C extends Column | null>(column: C): C =>
      column === null || column.data instanceof Tensor || bytes > options.residentBytes
        ? column
        : ({ ...column, data: this.#upload(column) } as C)
    this.#columns = { x: place(columns.x), y: place(columns.y), weight: place(columns.weight) }
  }

  async *batches(epoch: number): AsyncGenerator<Batch> {
    const { batchSize, shuffle } = this.#options
    const order = shuffle ? this.#order(epoch) : null
    try {
      for (let step = 0; step < this.steps; step++) {
        const first = step * batchSize
        const count = Math.min(batchSize, this.samples - first)
        yield order === null ? this.#consecutiveBatch(first, count) : this.#gatheredBatch(order, first, count)
      }
    } finally {
      order?.device.dispose()
    }
  }

  /** Another source over the same samples, which this one keeps owning. */
  part(range: readonly [start: number, count: number], shuffle: boolean): ArraySource {
    return new ArraySource(this.#columns, { ...this.#options, range, shuffle })
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose()
  }

  #order(epoch: number): Rows {
    const { range, seed, device } = this.#options
    const host = permutation(range?.[1] ?? this.#columns.x.data.shape[0], seed, epoch)
    if (this.#start > 0) for (let i = 0; i < host.length; i++) host[i] += this.#start
    return { host, device: tensor(device, host, { dtype: 'int32' }) }
  }

  #consecutiveBatch(first: number, count: number): Batch {
    const { device } = this.#options
    return this.#batch(count, (column) => consecutive(device, column, this.#start + first, count))
  }

  #gatheredBatch(order: Rows, first: number, count: number): Batch {
    const rows = { host: order.host.subarray(first, first + count), device: slice(order.device, [first], [count]) }
    const batch = this.#batch(count, (column) => gathered(column, rows))
    rows.device.dispose()
    return batch
  }

  #batch(count: number, take: (column: Column) => Tensor): Batch {
    const { x, y, weight } = this.#columns
    return { x: take(x), y: y && take(y), weight: weight && take(weight), count }
  }

  #upload({ data, dtype }: Column): Tensor {
    const host = data as HostTensor
    const uploaded = tensor(this.#options.device, host.data, { shape: host.shape, dtype })
    this.#owned.push(uploaded)
    return uploaded
  }
}

/** Numbers of samples, on the host and on the device. */
interface Rows {
  readonly host: Int32Array
  readonly device: Tensor
}

/** Any samples of a column as a batch. */
function gathered({ data, dtype }: Column, { host, device: rows }: Rows): Tensor {
  if (data instanceof Tensor) return gatherRows(data, rows)
  const length = sampleLength(data)
  const values = new Float32Array(host.length * length)
  host.forEach((row, i) => values.set(samplesOf(data, row, 1), i * length))
  return tensor(rows.device, values, { shape: [host.length, ...data.shape.slice(1)], dtype })
}

/** Samples that stand side by side in a column as a batch; all of them without a copy. */
function consecutive(device: Device, { data, dtype }: Column, first: number, count: number): Tensor {
  const shape = [count, ...data.shape.slice(1)]
  if (!(data instanceof Tensor)) return tensor(device, samplesOf(data, first, count), { shape, dtype })
  if (count === data.shape[0]) return data.alias(shape)
  const batch = Tensor.empty(device, shape, dtype)
  const length = batch.size
  const sourceOffset = first * (length / count)
  device.kernels.copy({ source: data.buffer, into: batch.buffer, sourceOffset, intoOffset: 0, length })
  return batch
}

function samplesOf(data: HostTensor, first: number, count: number): NumericArray {
  const length = sampleLength(data)
  return data.data.subarray(first * length, (first + count) * length)
}

/** Elements of one sample. */
function sampleLength({ shape }: HostTensor): number {
  return sizeOf(shape.slice(1))
}
