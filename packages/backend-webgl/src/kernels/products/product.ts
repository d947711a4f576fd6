import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { BLOCK_TARGETS, createBlockProducts } from './block-products.js'
import { createElementProducts } from './element-products.js'
import type { Finish } from './finish.js'
import { createPadding } from './pad.js'
import { createRowProducts } from './row-products.js'
import type { Product, Shape } from './shape.js'

/** Multiplications from which four rows a thread are worth the launch that puts them in order. */
const BLOCK_WORK = 2 ** 15

/** out[b] = f(A[b]·B[b] + bias), by the way that suits the shape and the GPU. */
export function createProduct(gpu: Gpu): (product: Product) => void {
  const byElements = createElementProducts(gpu)
  const byRows = createRowProducts(gpu)
  const byBlocks = createBlockProducts(gpu)
  const withPadded = createPadding(gpu)
  return (product) => {
    const { a, b, batch, m, n, k, transposeA, transposeB, bias, activation } = product
    const shape: Shape = { m, n, k, transposeA, transposeB }
    const finish: Finish = { biased: bias !== null, activation }
    const large = batch * m * n * k >= BLOCK_WORK && m >= LANES && gpu.maxTargets >= BLOCK_TARGETS
    if (!large) {
      const multiply = rowsAreTexels(shape) ? byRows : byElements
      multiply(product, shape, finish)
      return
    }
    withPadded(a, batch * (transposeA ? k : m), transposeA ? m : k, (paddedA) =>
      withPadded(b, batch * (transposeB ? n : k), transposeB ? k : n, (paddedB) =>
        byBlocks({ ...product, a: paddedA, b: paddedB }, shape, finish),
      ),
    )
  }
}

/** Whether {@link createRowProducts} can read its factors, and write the product, without padding. */
function rowsAreTexels({ n, k, transposeA, transposeB }: Shape): boolean {
  return n % LANES === 0 && (k % LANES === 0 || (transposeA && !transposeB))
}
