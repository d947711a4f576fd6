import { EvenkeelError, type HostArray } from '@evenkeel/core/backend'
import { LANES } from '../texture/layout.js'
import type { GpuTexture } from '../texture/texture.js'

/** Largest n such that all integers up to n are float32 numbers. */
export const LARGEST_INTEGER: number = 2 ** 24

/**
 * The numbers as float32, in which form integers travel too.
 *
 * @throws EvenkeelError (INVALID_DATA) for an integer that float32 would change
 */
export function toFloats(data: HostArray): Float32Array {
  if (data instanceof Float32Array) return data
  const at = data.findIndex((value) => value > LARGEST_INTEGER || value < -LARGEST_INTEGER)
  if (at < 0) return new Float32Array(data)
  throw new EvenkeelError('INVALID_DATA', {
    what: `webgl: element ${at} of an int32 write is ${data[at]}; integers beyond ±2²⁴ do not survive on this device.`,
    remedy: 'Use smaller labels and row numbers, or another device.',
  })
}

/**
 * Whether `length` elements from `offset` on fill whole texels, so that they can be written without knowing what stands
 * beside them; the last texel of a buffer may be filled in part.
 */
export function fillsTexels(offset: number, length: number, bufferLength: number): boolean {
  return offset % LANES === 0 && (length % LANES === 0 || offset + length === bufferLength)
}

/** Copies the elements into the texture from element `offset` on; they have to fill whole texels. */
export function upload(gl: WebGL2RenderingContext, texture: GpuTexture, data: Float32Array, offset: number): void {
  const [width] = texture.size
  gl.activeTexture(gl.TEXTURE0)
  gl.bindTexture(gl.TEXTURE_2D, texture.texture)
  const end = offset / LANES + Math.ceil(data.length / LANES)
  for (let texel = offset / LANES; texel < end;) {
    const column = texel % width
    // As many whole rows as there are, or what is left of one row.
    const wholeRows = column === 0 ? Math.floor((end - texel) / width) : 0
    const columns = wholeRows > 0 ? width : Math.min(width - column, end - texel)
    const rows = Math.max(1, wholeRows)
    const from = texel * LANES - offset
    const values = padded(data.subarray(from, from + rows * columns * LANES), rows * columns * LANES)
    gl.texSubImage2D(gl.TEXTURE_2D, 0, column, Math.floor(texel / width), columns, rows, gl.RGBA, gl.FLOAT, values)
    texel += rows * columns
  }
}

/** Lanes past the end become NaN, so that a kernel that lets them into a sum is soon found out. */
function padded(values: Float32Array, length: number): Float32Array {
  if (values.length === length) return values
  const copy = new Float32Array(length).fill(NaN)
  copy.set(values)
  return copy
}
