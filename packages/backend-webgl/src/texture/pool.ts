import { StateError } from '@evenkeel/core/backend'
import type { GlContext } from '../context.js'
import { layoutOf, maxLengthOf, type Layout } from './layout.js'
import { GpuTexture } from './texture.js'

/** Idle textures beyond this are given back to the driver, the longest idle first. */
const MOST_IDLE_BYTES = 2 ** 28

/** From this size on, the driver is asked whether it had the memory: the question costs a round trip. */
const LARGE_BYTES = 2 ** 24

/**
 * Textures by size. A fresh texture costs as much as the launch that fills it, so released ones are kept; their old
 * contents are what kernels find in them. Textures may be released as soon as the last launch that needs them is
 * enqueued: the GPU works in order.
 */
export class TexturePool {
  readonly #context: GlContext
  /** In the order of their release. */
  readonly #idle = new Set<GpuTexture>()
  readonly #bySize = new Map<number, GpuTexture[]>()
  #idleBytes = 0
  #liveBytes = 0

  constructor(context: GlContext) {
    this.#context = context
  }

  /** Bytes of textures that nobody uses at the moment. */
  get idleBytes(): number {
    return this.#idleBytes
  }

  /** Bytes of textures in use. */
  get liveBytes(): number {
    return this.#liveBytes
  }

  /**
   * A texture for `length` elements with undefined contents.
   *
   * @throws StateError when the length or the memory does not suffice; DeviceLostError
   */
  acquire(length: number): GpuTexture {
    this.#context.requireUsable('allocate')
    const layout = layoutOf(length)
    const texture = this.#bySize.get(keyOf(layout.width, layout.height))?.pop() ?? null
    if (texture === null) return this.#create(length, layout)
    this.#idle.delete(texture)
    this.#idleBytes -= texture.bytes
    this.#liveBytes += texture.bytes
    return texture
  }

  release(texture: GpuTexture): void {
    const key = keyOf(...texture.size)
    const same = this.#bySize.get(key)
    if (same === undefined) this.#bySize.set(key, [texture])
    else same.push(texture)
    this.#idle.add(texture)
    this.#idleBytes += texture.bytes
    this.#liveBytes -= texture.bytes
    while (this.#idleBytes > MOST_IDLE_BYTES) this.#deleteOldest()
  }

  #create(length: number, layout: Layout): GpuTexture {
    const { gl, maxTextureSize } = this.#context
    if (length > maxLengthOf(maxTextureSize))
      throw noMemory(length, `more than ${maxLengthOf(maxTextureSize)} elements`)
    const handle = gl.createTexture()
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, handle)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, layout.width, layout.height)
    const texture = new GpuTexture(gl, handle, layout)
    if (texture.bytes >= LARGE_BYTES && gl.getError() !== gl.NO_ERROR) {
      gl.deleteTexture(handle)
      this.#context.requireUsable('allocate')
      throw noMemory(length, `${this.#liveBytes} bytes are held`)
    }
    this.#liveBytes += texture.bytes
    return texture
  }

  #deleteOldest(): void {
    const [oldest] = this.#idle
    const same = this.#bySize.get(keyOf(...oldest.size))!
    same.splice(same.indexOf(oldest), 1)
    this.#idle.delete(oldest)
    this.#idleBytes -= oldest.bytes
    this.#context.gl.deleteTexture(oldest.texture)
  }
}

function keyOf(width: number, height: number): number {
  return width * 2 ** 16 + height
}

function noMemory(length: number, why: string): StateError {
  return new StateError({
    what: `webgl: no memory for a buffer of ${length} elements (${length * 4} bytes); ${why}.`,
    remedy: 'Use smaller batches, or free what is no longer needed.',
  })
}
