import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { forEachBlock } from './blocks.js'
import type { GradMomentsPass } from './grad-moments-pass.js'
import { loadCoefficients } from './load-coefficients.js'

/** sum = Σ dy and product = Σ dy·((x − center)·scale + shift) = scale · Σ dy·(x − center) + shift · Σ dy. */
export function createGradMoments(pass: GradMomentsPass): Kernels['gradMoments'] {
  return ({ dy, x, center, scale, shift, sum, product, view }) => {
    const gradient = floats(dy)
    const input = floats(x)
    const [centers, scales, shifts] = [floats(center), floats(scale), floats(shift)]
    const [sums, products] = [floats(sum), floats(product)]
    forEachBlock(view, (block, _group, coefficient) => {
      loadCoefficients(centers, coefficient, block.width, pass.center)
      pass.run(gradient, input, block)
      for (let c = 0, k = coefficient; c < block.width; c++, k++) {
        sums[k] = pass.sum[c]
        products[k] = scales[k] * pass.product[c] + shifts[k] * pass.sum[c]
      }
    })
  }
}
