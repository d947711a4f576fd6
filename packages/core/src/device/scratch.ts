import type { Backend, Buffer, CompleteKernels, DType, HostArray } from '../backend/index.js'
import type { CompositionWorkspace } from '../compositions/composition.js'
import type { BufferPool } from './pool.js'

/** Buffers that always hold the same values, written once and kept until the device closes. */
export class Constants {
  readonly #backend: Backend
  readonly #buffers: Map<string, Buffer> = new Map()

  constructor(backend: Backend) {
    this.#backend = backend
  }

  get(key: string, values: () => HostArray): Buffer {
    const known = this.#buffers.get(key)
    if (known !== undefined) return known
    const host = values()
    const buffer = this.#backend.allocate(host.length, host instanceof Int32Array ? 'int32' : 'float32')
    this.#backend.write(buffer, host)
    this.#buffers.set(key, buffer)
    return buffer
  }
}

/** A workspace whose scratch memory goes back to the pool all at once. */
export class ScratchFrame implements CompositionWorkspace {
  readonly kernels: CompleteKernels
  readonly #backend: Backend
  readonly #pool: BufferPool
  readonly #constants: Constants
  readonly #held: Buffer[] = []

  constructor(backend: Backend, kernels: CompleteKernels, pool: BufferPool, constants: Constants) {
    this.#backend = backend
    this.kernels = kernels
    this.#pool = pool
    this.#constants = constants
  }

  scratch(length: number, dtype: DType = 'float32'): Buffer {
    const buffer = this.#pool.acquire(length, dtype)
    this.#held.push(buffer)
    return buffer
  }

  constant(key: string, values: () => HostArray): Buffer {
    return this.#constants.get(key, values)
  }

  write(buffer: Buffer, values: HostArray): void {
    this.#backend.write(buffer, values)
  }

  release(): void {
    for (const buffer of this.#held) this.#pool.release(buffer)
    this.#held.length = 0
  }
}
