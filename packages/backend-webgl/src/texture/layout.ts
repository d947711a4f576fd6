/** Elements in one texel: red, green, blue, alpha. */
export const LANES = 4

/** Bytes of one RGBA32F texel. */
export const TEXEL_BYTES = 16

/**
 * How a buffer lies in a texture: element i is lane i & 3 of texel t = i >> 2, which is at
 * (t & (2^shift − 1), t >> shift). The width is a power of two, so that shaders need neither division nor float.
 */
export interface Layout {
  readonly width: number
  readonly height: number
  /** log₂ of the width. */
  readonly shift: number
}

/** Nearly square, so that the last, partly used row wastes little. The same length always has the same layout. */
export function layoutOf(length: number): Layout {
  const texels = Math.max(1, Math.ceil(length / LANES))
  let shift = 0
  while (4 ** shift < texels) shift++
  const width = 2 ** shift
  return { width, height: Math.ceil(texels / width), shift }
}

/** Longest buffer on a GPU with textures of `maxTextureSize`; element numbers stay exact in 32-bit integers. */
export function maxLengthOf(maxTextureSize: number): number {
  const side = 2 ** Math.floor(Math.log2(maxTextureSize))
  return Math.min(LANES * side * side, 2 ** 30)
}
