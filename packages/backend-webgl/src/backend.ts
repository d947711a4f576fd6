import {
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
import { textureOf, type WebglBuffer } from './buffer.js'
import type { Gpu } from './gpu.js'
import type { Fences } from './transfer/fences.js'
import type { Readback } from './transfer/readback.js'
import { fillsTexels, toFloats, upload } from './transfer/upload.js'

/** The parts that a WebGL backend is made of. */
export interface Parts {
  readonly gpu: Gpu
  readonly fences: Fences
  readonly readback: Readback
  readonly kernels: Kernels
  readonly traits: Traits
}

/** Buffers are textures and kernels are draw calls of one WebGL 2 context, which keeps their order. */
export class WebglBackend implements Backend {
  readonly name = 'webgl'
  readonly description: string
  readonly traits: Traits
  readonly kernels: Kernels
  readonly lost: Promise<LossInfo>
  readonly #gpu: Gpu
  readonly #fences: Fences
  readonly #readback: Readback
  readonly #buffers = new Set<WebglBuffer>()
  #bytes = 0
  #closed = false

  constructor({ gpu, fences, readback, kernels, traits }: Parts) {
    this.description = `WebGL 2 (${gpu.context.renderer})`
    this.traits = traits
    this.kernels = kernels
    this.lost = gpu.context.lost
    this.#gpu = gpu
    this.#fences = fences
    this.#readback = readback
  }

  allocate(length: number, dtype: DType): Buffer {
    const buffer = this.#gpu.temporary(length, dtype)
    this.#buffers.add(buffer)
    this.#bytes += buffer.texture!.bytes
    return buffer
  }

  write(buffer: Buffer, data: HostArray, offset = 0): void {
    const { context } = this.#gpu
    context.requireUsable('write')
    const texture = textureOf(buffer, context.gl, 'write')
    if (offset + data.length > buffer.length) {
      throw new StateError({
        what: `webgl: write of ${data.length} elements at ${offset} into a buffer of ${buffer.length}.`,
        remedy: 'Write no more than the buffer holds.',
      })
    }
    const values = toFloats(data)
    if (fillsTexels(offset, values.length, buffer.length)) upload(context.gl, texture, values, offset)
    else this.#writeBetween(buffer, values, offset)
  }

  /** What stands in the same texels as the first and last elements is on the GPU, so the merging is done there. */
  #writeBetween(buffer: Buffer, values: Float32Array, offset: number): void {
    const source = this.#gpu.temporary(values.length, buffer.dtype)
    upload(this.#gpu.context.gl, source.texture!, values, 0)
    this.kernels.copy({ source, into: buffer, sourceOffset: 0, intoOffset: offset, length: values.length })
    this.#gpu.release(source)
  }

  async read(buffer: Buffer): Promise<HostArray> {
    const { context } = this.#gpu
    context.requireUsable('read')
    return this.#readback.read(buffer as WebglBuffer, textureOf(buffer, context.gl, 'read'))
  }

  free(buffer: Buffer): void {
    if (this.#closed) return
    const texture = textureOf(buffer, this.#gpu.context.gl, 'free')
    this.#bytes -= texture.bytes
    this.#buffers.delete(buffer as WebglBuffer)
    this.#gpu.release(buffer)
  }

  async idle(): Promise<void> {
    this.#gpu.context.requireUsable('idle')
    await this.#fences.passed()
  }

  /** Scratch: textures that are kept for later, those that kernels hold, and reads under way. */
  memory(): BackendMemory {
    if (this.#closed) return { buffers: 0, bytes: 0, scratchBytes: 0 }
    const { idleBytes, liveBytes } = this.#gpu.pool
    const scratchBytes = idleBytes + liveBytes - this.#bytes + this.#readback.pendingBytes
    return { buffers: this.#buffers.size, bytes: this.#bytes, scratchBytes }
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const buffer of this.#buffers) buffer.texture = null
    this.#buffers.clear()
    this.#gpu.context.close()
  }
}
