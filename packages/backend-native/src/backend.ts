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
import { NativeBuffer } from './buffer.js'
import type { Calls } from './calls.js'
import { createKernels } from './kernels/index.js'

/** What is known of an opened device beside its kernels. */
export interface NativeFacts {
  readonly description: string
  readonly threads: number
  /** Whether the optional kernels are offered. */
  readonly fused: boolean
}

/** Kernels run at once, so that whatever was called is done: order and reads need no further care. */
export class NativeBackend implements Backend {
  readonly name = 'native'
  readonly description: string
  readonly traits: Traits
  readonly kernels: Kernels
  /** A processor is never lost while the program runs. */
  readonly lost: Promise<LossInfo> = new Promise(() => {})
  readonly #calls: Calls
  readonly #buffers = new Set<NativeBuffer>()
  #bytes = 0
  #closed = false

  constructor(calls: Calls, { description, threads, fused }: NativeFacts) {
    this.description = description
    this.traits = {
      accumulation: 'float32',
      maxLength: 2 ** 31 - 1,
      largestInteger: 2 ** 31 - 1,
      readSync: true,
      propagatesNonFinite: true,
      compensatedSums: true,
      subnormals: true,
      threads,
      copyGrain: 1,
      deviations: [],
    }
    this.kernels = createKernels(calls, fused)
    this.#calls = calls
  }

  allocate(length: number, dtype: DType): Buffer {
    this.#requireOpen('allocate')
    const id = this.#calls.device.allocate(length, dtype === 'int32')
    if (id < 0) {
      throw new StateError({
        what: `native: no memory for a buffer of ${length} elements (${length * 4} bytes); ${this.#bytes} bytes are held.`,
        remedy: 'Use smaller batches, or free what is no longer needed.',
      })
    }
    const buffer = new NativeBuffer(id, length, dtype)
    this.#buffers.add(buffer)
    this.#bytes += length * 4
    return buffer
  }

  write(buffer: Buffer, data: HostArray, offset = 0): void {
    const { id } = this.#owned(buffer, 'write')
    if (this.#calls.device.write(id, data, offset)) return
    throw new StateError({
      what: `native: write of ${data.length} elements at ${offset} into a buffer of ${buffer.length}.`,
      remedy: 'Write no more than the buffer holds.',
    })
  }

  readSync(buffer: Buffer): HostArray {
    const { id, length, dtype } = this.#owned(buffer, 'read')
    const values = dtype === 'int32' ? new Int32Array(length) : new Float32Array(length)
    this.#calls.device.read(id, values)
    return values
  }

  async read(buffer: Buffer): Promise<HostArray> {
    return this.readSync(buffer)
  }

  free(buffer: Buffer): void {
    if (this.#closed) return
    const owned = this.#owned(buffer, 'free')
    this.#calls.device.free(owned.id)
    this.#buffers.delete(owned)
    this.#bytes -= owned.length * 4
    owned.id = NaN
  }

  async idle(): Promise<void> {}

  memory(): BackendMemory {
    return {
      buffers: this.#buffers.size,
      bytes: this.#bytes,
      scratchBytes: this.#closed ? 0 : this.#calls.device.scratchBytes(),
    }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const buffer of this.#buffers) buffer.id = NaN
    this.#buffers.clear()
    this.#bytes = 0
    this.#calls.device.close()
  }

  #owned(buffer: Buffer, verb: string): NativeBuffer {
    this.#requireOpen(verb)
    if (this.#buffers.has(buffer as NativeBuffer)) return buffer as NativeBuffer
    throw new StateError({
      what: `native: ${verb} of a buffer (${buffer.length} elements of ${buffer.dtype}) that was freed or is another backend's.`,
      remedy: 'Use buffers between allocate and free, with the backend that allocated them.',
    })
  }

  #requireOpen(verb: string): void {
    if (!this.#closed) return
    throw new DeviceLostError({
      what: `native: ${verb} after the backend was closed.`,
      remedy: 'Open the backend again; its buffers are gone.',
    })
  }
}
