import type { Backend, Buffer, DType } from '../backend/index.js'

/** Numbers of a {@link BufferPool}. Sizes in bytes. */
export interface PoolMemory {
  /** Buffers in use by tensors and by work being enqueued. */
  readonly liveBuffers: number
  readonly liveBytes: number
  /** Buffers kept for reuse. */
  readonly pooledBuffers: number
  readonly pooledBytes: number
  /** How often the backend was asked for memory since the device was opened; flat when nothing new is needed. */
  readonly allocations: number
}

const BYTES_PER_ELEMENT = 4

/**
 * Keeps released buffers by length and dtype, so that a training step of a known shape asks the backend for nothing.
 * Reuse is safe at once, because kernels run in the order in which they were enqueued.
 */
export class BufferPool {
  readonly #backend: Backend
  /** Idle buffers of each dtype by length. */
  readonly #idle: Readonly<Record<DType, Map<number, Buffer[]>>> = { float32: new Map(), int32: new Map() }
  #liveBuffers = 0
  #liveBytes = 0
  #pooledBuffers = 0
  #pooledBytes = 0
  #allocations = 0

  constructor(backend: Backend) {
    this.#backend = backend
  }

  acquire(length: number, dtype: DType): Buffer {
    this.#liveBuffers += 1
    this.#liveBytes += length * BYTES_PER_ELEMENT
    const reused = this.#idle[dtype].get(length)?.pop()
    if (reused !== undefined) {
      this.#pooledBuffers -= 1
      this.#pooledBytes -= length * BYTES_PER_ELEMENT
      return reused
    }
    this.#allocations += 1
    return this.#backend.allocate(length, dtype)
  }

  release(buffer: Buffer): void {
    const bytes = buffer.length * BYTES_PER_ELEMENT
    this.#liveBuffers -= 1
    this.#liveBytes -= bytes
    this.#pooledBuffers += 1
    this.#pooledBytes += bytes
    const byLength = this.#idle[buffer.dtype]
    const idle = byLength.get(buffer.length)
    if (idle === undefined) byLength.set(buffer.length, [buffer])
    else idle.push(buffer)
  }

  /** Frees all buffers kept for reuse. */
  trim(): void {
    for (const byLength of Object.values(this.#idle)) {
      for (const idle of byLength.values()) for (const buffer of idle) this.#backend.free(buffer)
      byLength.clear()
    }
    this.#pooledBuffers = 0
    this.#pooledBytes = 0
  }

  memory(): PoolMemory {
    return {
      liveBuffers: this.#liveBuffers,
      liveBytes: this.#liveBytes,
      pooledBuffers: this.#pooledBuffers,
      pooledBytes: this.#pooledBytes,
      allocations: this.#allocations,
    }
  }
}
