import { TEXEL_BYTES, type Layout } from './layout.js'

/** An RGBA32F texture, with the fields that make it an argument of a gpu.js kernel. */
export class GpuTexture {
  readonly type = 'ArrayTexture(4)'
  readonly texture: WebGLTexture
  readonly context: WebGL2RenderingContext
  readonly size: readonly [number, number]
  readonly dimensions: readonly [number, number, number]
  readonly output: readonly [number, number]
  /** log₂ of the width. */
  readonly shift: number

  constructor(context: WebGL2RenderingContext, texture: WebGLTexture, { width, height, shift }: Layout) {
    this.context = context
    this.texture = texture
    this.size = [width, height]
    this.dimensions = [width, height, 1]
    this.output = this.size
    this.shift = shift
  }

  get bytes(): number {
    return this.size[0] * this.size[1] * TEXEL_BYTES
  }
}
