import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createProduct } from './product.js'

/** Matrix products, alone and with what a dense layer does to them. */
export function createProducts(gpu: Gpu): Pick<Kernels, 'matmul' | 'dense'> {
  const product = createProduct(gpu)
  return {
    matmul: (args) => product({ ...args, bias: null, activation: null, alpha: 0 }),
    dense: ({ x, weight, bias, y, rows, inputs, units, activation, alpha }) => {
      const sizes = { batch: 1, m: rows, n: units, k: inputs, transposeA: false, transposeB: false }
      product({ a: x, b: weight, bias, out: y, ...sizes, activation, alpha })
    },
  }
}
