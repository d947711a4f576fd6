import { StateError, type Buffer, type DType } from '@evenkeel/core/backend'
import type { GpuTexture } from './texture/texture.js'

/**
 * Memory of the WebGL backend: a texture, which launches may exchange for another one of the same size (see
 * `program/launch.ts`), so that the buffer keeps its identity while its texture does not. int32 travels in float lanes.
 */
export class WebglBuffer implements Buffer {
  readonly length: number
  readonly dtype: DType
  /** Null once the buffer is freed: WebGL would go on reading what the texture held. */
  texture: GpuTexture | null

  constructor(length: number, dtype: DType, texture: GpuTexture) {
    this.length = length
    this.dtype = dtype
    this.texture = texture
  }
}

/** The texture of a buffer. Throws StateError when it was freed or belongs to another backend or context. */
export function textureOf(buffer: Buffer, gl: WebGL2RenderingContext, verb: string): GpuTexture {
  if (buffer instanceof WebglBuffer && buffer.texture !== null && buffer.texture.context === gl) return buffer.texture
  throw new StateError({
    what: `webgl: ${verb} of a buffer (${buffer.length} elements of ${buffer.dtype}) that was freed or is another backend's.`,
    remedy: 'Use buffers between allocate and free, with the backend that allocated them.',
  })
}
