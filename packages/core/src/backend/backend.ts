import type { Buffer, DType, HostArray } from './buffer.js'
import type { Kernels } from './kernels.js'
import type { Traits } from './traits.js'

/** What a backend holds at the moment. Sizes in bytes. */
export interface BackendMemory {
  /** Buffers that were allocated and not freed. */
  readonly buffers: number
  /** Bytes of those buffers. */
  readonly bytes: number
  /** Bytes kept for the backend's own use: scratch memory and caches. */
  readonly scratchBytes: number
}

/** Why a device went away. */
export interface LossInfo {
  readonly reason: string
  /** What the user can do, as a sentence. */
  readonly remedy: string
}

/**
 * An opened device: memory and kernels. Written by backend authors, used by core alone.
 * The laws of `laws.ts` hold for all members.
 */
export interface Backend {
  /** The provider's name, `cpu` for example. */
  readonly name: string
  /** One line about this device: GPU name, instruction set, threads. */
  readonly description: string
  readonly traits: Traits
  readonly kernels: Kernels
  /** New dense memory with undefined contents. `length` ≥ 0. */
  allocate(length: number, dtype: DType): Buffer
  /** Copies `data` into the buffer from element `offset` (default 0); the copy is complete when the call returns. */
  write(buffer: Buffer, data: HostArray, offset?: number): void
  /** The whole contents in a fresh array of the buffer's dtype; sees everything enqueued before it. */
  read(buffer: Buffer): Promise<HostArray>
  /** As `read`, at once; present exactly when `traits.readSync`. */
  readSync?(buffer: Buffer): HostArray
  /** Gives the memory back. The buffer is not used again; a pending read still completes. */
  free(buffer: Buffer): void
  /** Resolves when everything enqueued so far is done. */
  idle(): Promise<void>
  memory(): BackendMemory
  /** Resolves when the device is lost; from then on reads reject, they never give zeros. Pending for ever
   * otherwise, after `close` too. */
  readonly lost: Promise<LossInfo>
  /** Frees everything. Idempotent. */
  close(): void
}
