import type { DType } from '../backend/index.js'
import type { Device } from '../device/index.js'
import { gatherRows, slice } from '../ops/index.js'
import { Tensor, tensor, toHostArray, type HostTensor, type NumericArray, type Shape } from '../tensor/index.js'
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
 * row numbers: assembling batches on the host would cost more than the step's own overhead.
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
    const { device, batchSize, shuffle, seed } = this.#options
    const total = this.#options.range?.[1] ?? this.#columns.x.data.shape[0]
    const order = shuffle ? permutation(total, seed, epoch) : Int32Array.from({ length: total }, (_, i) => i)
    if (this.#start > 0) for (let i = 0; i < total; i++) order[i] += this.#start
    const resident = tensor(device, order, { dtype: 'int32' })
    try {
      for (let step = 0; step < this.steps; step++) {
        const first = step * batchSize
        const count = Math.min(batchSize, this.samples - first)
        const rows = slice(resident, [first], [count])
        const hostRows = order.subarray(first, first + count)
        const { x, y, weight } = this.#columns
        const batch: Batch = {
          x: pick(device, x, rows, hostRows),
          y: y && pick(device, y, rows, hostRows),
          weight: weight && pick(device, weight, rows, hostRows),
          count,
        }
        rows.dispose()
        yield batch
      }
    } finally {
      resident.dispose()
    }
  }

  /** Another source over the same samples, which this one keeps owning. */
  part(range: readonly [start: number, count: number], shuffle: boolean): ArraySource {
    return new ArraySource(this.#columns, { ...this.#options, range, shuffle })
  }

  dispose(): void {
    for (const owned of this.#owned) owned.dispose()
  }

  #upload({ data, dtype }: Column): Tensor {
    const host = data as HostTensor
    const uploaded = tensor(this.#options.device, host.data, { shape: host.shape, dtype })
    this.#owned.push(uploaded)
    return uploaded
  }
}

/** The rows of a column as a batch of its own. */
function pick(device: Device, { data, dtype }: Column, rows: Tensor, hostRows: Int32Array): Tensor {
  if (data instanceof Tensor) return gatherRows(data, rows)
  const stride = data.data.length / Math.max(1, data.shape[0])
  const values = new Float32Array(hostRows.length * stride)
  hostRows.forEach((row, i) => values.set(rowOf(data.data, row, stride), i * stride))
  const shape = [hostRows.length, ...data.shape.slice(1)]
  return tensor(device, toHostArray(values, dtype), { shape, dtype })
}

function rowOf(data: NumericArray, row: number, stride: number): NumericArray {
  return data.subarray(row * stride, (row + 1) * stride)
}
