import type { Buffer, FusibleActivation } from '@evenkeel/core/backend'
import { LANES } from '../../texture/layout.js'

/** Sizes of one product as in `matmul`; compiled in, while the number of products in a batch is not. */
export interface Shape {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly transposeA: boolean
  readonly transposeB: boolean
}

/** out[b] = f(A[b]·B[b] + bias). */
export interface Product extends Shape {
  readonly a: Buffer
  readonly b: Buffer
  readonly bias: Buffer | null
  readonly out: Buffer
  readonly batch: number
  readonly activation: FusibleActivation | null
  readonly alpha: number
}

/** Texels of a row of `length` elements that begins with a texel. */
export function texelsOf(length: number): number {
  return Math.ceil(length / LANES)
}
