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
  readonly #idle: Map<string, Buffer[]> = new Map()
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
    const reused = this.#idle.get(`${dtype}:${length}`)?.pop()
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
    const key = `${buffer.dtype}:${buffer.length}`
    const idle = this.#idle.get(key)
    if (idle === undefined) this.#idle.set(key, [buffer])
    else idle.push(buffer)
  }

  /** Frees all buffers kept for reuse. */
  trim(): void {
    for (const idle of this.#idle.values()) for (const buffer of idle) this.#backend.free(buffer)
    this.#idle.clear()
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
