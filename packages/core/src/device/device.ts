import type {
  Backend,
  BackendMemory,
  Buffer,
  CompleteKernels,
  DType,
  HostArray,
  LossInfo,
  Traits,
} from '../backend/index.js'
import { DeviceLostError, StateError } from '../errors.js'
import type { CompositionWorkspace } from '../compositions/composition.js'
import type { LoadedCompositions } from '../compositions/load.js'
import { completeKernels, explainKernels, type KernelExplanation } from './complete.js'
import { BufferPool, type PoolMemory } from './pool.js'
import { profiled, type KernelProfile } from './profile.js'
import { Constants, ScratchFrame } from './scratch.js'

/** Something that a scope disposes when it ends. */
export interface Disposable {
  dispose(): void
}

/** Tensors created while a scope is open, disposed at its end (which does nothing to one that was disposed before). */
export type Scope = Disposable[]

/** What a device holds at the moment; see {@link PoolMemory} and {@link BackendMemory}. Sizes in bytes. */
export interface DeviceMemory extends PoolMemory {
  readonly backend: BackendMemory
}

/** How a device was chosen: the candidates before it and why each was refused. */
export interface DeviceChoice {
  readonly chosen: string
  readonly refused: readonly { readonly name: string; readonly reason: string; readonly remedy: string }[]
}

/**
 * An opened backend with everything core adds to it: the completed table of kernels, the buffer pool, scopes.
 * Obtained from `openDevice`. Several devices coexist; a tensor belongs to one.
 */
export class Device {
  readonly backend: Backend
  readonly choice: DeviceChoice
  /** Every kernel of the contract, native or composed. */
  kernels: CompleteKernels
  /** The scope that new tensors belong to. Set by {@link runInScope}; null outside. */
  currentScope: Scope | null = null
  /** The record of differentiable operations. Set by `valueAndGradients`; null outside. */
  currentTape: object | null = null
  /** Resolves when the device is lost. */
  readonly lost: Promise<LossInfo>
  readonly #pool: BufferPool
  readonly #constants: Constants
  readonly #compositions: LoadedCompositions
  #lossInfo: LossInfo | null = null
  #closed = false

  /** For `openDevice`. `compositions` has one for each optional kernel that the backend lacks. */
  constructor(backend: Backend, compositions: LoadedCompositions, choice: DeviceChoice) {
    this.backend = backend
    this.choice = choice
    this.#compositions = compositions
    this.#pool = new BufferPool(backend)
    this.#constants = new Constants(backend)
    this.kernels = completeKernels(backend, compositions, (kernels) => this.#frame(kernels))
    this.lost = backend.lost.then((info) => {
      this.#lossInfo = info
      return info
    })
  }

  get name(): string {
    return this.backend.name
  }

  get description(): string {
    return this.backend.description
  }

  get traits(): Traits {
    return this.backend.traits
  }

  get closed(): boolean {
    return this.#closed
  }

  /** A buffer with undefined contents, new or reused. */
  acquire(length: number, dtype: DType): Buffer {
    this.assertUsable()
    return this.#pool.acquire(length, dtype)
  }

  /** Gives a buffer back for reuse. */
  release(buffer: Buffer): void {
    if (!this.#closed) this.#pool.release(buffer)
  }

  /** Runs `enqueue` with scratch memory that is given back when it returns. */
  withScratch<T>(enqueue: (workspace: CompositionWorkspace) => T): T {
    this.assertUsable()
    const frame = this.#frame(this.kernels)
    try {
      return enqueue(frame)
    } finally {
      frame.release()
    }
  }

  write(buffer: Buffer, values: HostArray): void {
    this.assertUsable()
    this.backend.write(buffer, values)
  }

  /** @throws DeviceLostError when the device is lost or closed, before or during the read */
  async read(buffer: Buffer): Promise<HostArray> {
    this.assertUsable()
    const values = await this.backend.read(buffer)
    this.assertUsable()
    return values
  }

  /** @throws StateError when the device can only be read asynchronously */
  readSync(buffer: Buffer): HostArray {
    this.assertUsable()
    if (this.backend.readSync === undefined) {
      throw new StateError({
        what: `Device '${this.name}' cannot be read synchronously.`,
        remedy: 'Use await tensor.read().',
      })
    }
    return this.backend.readSync(buffer)
  }

  /** Where each kernel comes from: native, composed of others, or computed on the host. */
  explain(): KernelExplanation[] {
    return explainKernels(this.#compositions)
  }

  memory(): DeviceMemory {
    return { ...this.#pool.memory(), backend: this.backend.memory() }
  }

  /** Frees the memory kept for reuse. */
  trim(): void {
    this.#pool.trim()
  }

  /** Runs `work` and tells which kernels it called, how often, and for how long. */
  async profile(work: () => unknown): Promise<KernelProfile[]> {
    const own = this.kernels
    const { kernels, result } = profiled(own)
    this.kernels = kernels
    try {
      await work()
      await this.idle()
    } finally {
      this.kernels = own
    }
    return result()
  }

  /** Resolves when all enqueued work is done. */
  idle(): Promise<void> {
    return this.backend.idle()
  }

  /** Frees everything, tensors included. Idempotent. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.backend.close()
  }

  /** @throws DeviceLostError */
  assertUsable(): void {
    if (this.#closed) {
      throw new DeviceLostError({
        what: `Device '${this.name}' was closed.`,
        remedy: 'Open it again with openDevice and move the model there with model.to(device).',
      })
    }
    if (this.#lossInfo !== null) {
      throw new DeviceLostError({
        what: `Device '${this.name}' was lost: ${this.#lossInfo.reason}`,
        remedy: this.#lossInfo.remedy,
      })
    }
  }

  #frame(kernels: CompleteKernels): ScratchFrame {
    return new ScratchFrame(this.backend, kernels, this.#pool, this.#constants)
  }
}
