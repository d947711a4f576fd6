import {
  DeviceLostError,
  StateError,
  type Backend,
  type BackendMemory,
  type Buffer,
  type DType,
  type HostArray,
  type Kernels,
  type LossInfo,
  type Traits,
} from '@evenkeel/core/backend'
import { CpuBuffer } from './buffer.js'
import { describeEngine } from './engine.js'
import { createKernels } from './kernels/index.js'
import { Scratch } from './scratch.js'

const TRAITS: Traits = {
  accumulation: 'float64',
  maxLength: 2 ** 30,
  largestInteger: 2 ** 31 - 1,
  readSync: true,
  propagatesNonFinite: true,
  compensatedSums: true,
  subnormals: true,
  threads: 1,
  copyGrain: 1,
  deviations: [],
}

export function openCpuBackend(fused: boolean): Backend {
  return new CpuBackend(fused)
}

/** Kernels run at once, so that whatever was called is done: order and reads need no further care. */
class CpuBackend implements Backend {
  readonly name = 'cpu'
  readonly description: string = describeEngine()
  readonly traits: Traits = TRAITS
  readonly kernels: Kernels
  /** A JavaScript engine is never lost while it runs. */
  readonly lost: Promise<LossInfo> = new Promise(() => {})
  readonly #scratch = new Scratch()
  readonly #buffers = new Set<CpuBuffer>()
  #bytes = 0
  #closed = false

  constructor(fused: boolean) {
    this.kernels = createKernels(this.#scratch, fused)
  }

  allocate(length: number, dtype: DType): Buffer {
    this.#requireOpen('allocate')
    const buffer = this.#newBuffer(length, dtype)
    this.#buffers.add(buffer)
    this.#bytes += length * 4
    return buffer
  }

  write(buffer: Buffer, data: HostArray, offset = 0): void {
    this.#contents(buffer, 'write').set(data, offset)
  }

  readSync(buffer: Buffer): HostArray {
    return this.#contents(buffer, 'read').slice()
  }

  async read(buffer: Buffer): Promise<HostArray> {
    return this.readSync(buffer)
  }

  free(buffer: Buffer): void {
    if (this.#closed) return
    this.#contents(buffer, 'free')
    this.#buffers.delete(buffer as CpuBuffer)
    this.#bytes -= buffer.length * 4
    ;(buffer as CpuBuffer).release()
  }

  async idle(): Promise<void> {}

  memory(): BackendMemory {
    return { buffers: this.#buffers.size, bytes: this.#bytes, scratchBytes: this.#scratch.bytes }
  }

  close(): void {
    this.#closed = true
    for (const buffer of this.#buffers) buffer.release()
    this.#buffers.clear()
    this.#bytes = 0
  }

  #newBuffer(length: number, dtype: DType): CpuBuffer {
    try {
      return new CpuBuffer(length, dtype)
    } catch (cause) {
      throw new StateError({
        what: `cpu: no memory for a buffer of ${length} elements (${length * 4} bytes); ${this.#bytes} bytes are held.`,
        remedy: 'Use smaller batches, or free what is no longer needed.',
        cause,
      })
    }
  }

  #contents(buffer: Buffer, verb: string): HostArray {
    this.#requireOpen(verb)
    const { data } = buffer as CpuBuffer
    if (data !== null && this.#buffers.has(buffer as CpuBuffer)) return data
    throw new StateError({
      what: `cpu: ${verb} of a buffer (${buffer.length} elements of ${buffer.dtype}) that was freed or is another backend's.`,
      remedy: 'Use buffers between allocate and free, with the backend that allocated them.',
    })
  }

  #requireOpen(verb: string): void {
    if (!this.#closed) return
    throw new DeviceLostError({
      what: `cpu: ${verb} after the backend was closed.`,
      remedy: 'Open the backend again; its buffers are gone.',
    })
  }
}
