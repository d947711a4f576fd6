import type { HostArray } from '@evenkeel/core/backend'
import type { WebglBuffer } from '../buffer.js'
import type { GlContext } from '../context.js'
import { LANES } from '../texture/layout.js'
import type { GpuTexture } from '../texture/texture.js'
import type { Fences } from './fences.js'

/** Reads textures through pixel buffers: the copy is taken where the call stands, and fetched when the GPU is there. */
export class Readback {
  readonly #context: GlContext
  readonly #fences: Fences
  readonly #framebuffer: WebGLFramebuffer
  #pendingBytes = 0

  constructor(context: GlContext, fences: Fences) {
    this.#context = context
    this.#fences = fences
    this.#framebuffer = context.gl.createFramebuffer()
  }

  /** Bytes of copies that were not fetched yet. */
  get pendingBytes(): number {
    return this.#pendingBytes
  }

  /** The buffer's elements as they are now. Rejects with a DeviceLostError, where WebGL would give zeros. */
  async read({ length, dtype }: WebglBuffer, texture: GpuTexture): Promise<HostArray> {
    if (length === 0) return dtype === 'int32' ? new Int32Array() : new Float32Array()
    const values = await this.#floats(texture, length)
    return dtype === 'int32' ? new Int32Array(values) : values
  }

  async #floats(texture: GpuTexture, length: number): Promise<Float32Array> {
    const { gl } = this.#context
    const copy = gl.createBuffer()
    const bytes = this.#enqueueCopy(texture, length, copy)
    this.#pendingBytes += bytes
    try {
      await this.#fences.passed()
      const values = new Float32Array(length)
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, copy)
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, values)
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null)
      if (!this.#context.usable) throw this.#context.lossError('read')
      return values
    } finally {
      this.#pendingBytes -= bytes
      gl.deleteBuffer(copy)
    }
  }

  /** Returns the size of the copy in bytes. */
  #enqueueCopy(texture: GpuTexture, length: number, copy: WebGLBuffer): number {
    const { gl } = this.#context
    const [width] = texture.size
    const texels = Math.ceil(length / LANES)
    const rows = Math.ceil(texels / width)
    const bytes = width * rows * LANES * Float32Array.BYTES_PER_ELEMENT
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.#framebuffer)
    gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture.texture, 0)
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, copy)
    gl.bufferData(gl.PIXEL_PACK_BUFFER, bytes, gl.STREAM_READ)
    gl.readPixels(0, 0, width, rows, gl.RGBA, gl.FLOAT, 0)
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null)
    return bytes
  }
}
