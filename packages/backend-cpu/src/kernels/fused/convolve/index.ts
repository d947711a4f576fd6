import type { CompleteKernels, Kernels, OptionalKernels } from '@evenkeel/core/backend'
import { floats } from '../../../buffer.js'
import type { Scratch } from '../../../scratch.js'
import type { Tile } from '../../matmul-tile.js'
import { applyActivation } from '../activate.js'
import { createBlockedProduct } from './blocked-product.js'
import { createConvolve } from './convolve.js'
import { createConvolveInputGradient } from './convolve-input-gradient.js'
import { createConvolveWeightGradient } from './convolve-weight-gradient.js'
import { createDepthwise, isDepthwise } from './depthwise.js'
import { isPointwise } from './pointwise.js'

type Convolution = Pick<Required<OptionalKernels>, 'convolve' | 'convolveInputGradient' | 'convolveWeightGradient'>

/** Convolution and its gradients: a plain product, sums by channel, or products of patches packed on the way. */
export function createConvolution(
  scratch: Scratch,
  tile: Tile,
  matmul: Kernels['matmul'],
  dense: CompleteKernels['dense'],
): Convolution {
  const product = createBlockedProduct(tile)
  const depthwise = createDepthwise(scratch)
  const general: Convolution = {
    convolve: createConvolve(product),
    convolveInputGradient: createConvolveInputGradient(product),
    convolveWeightGradient: createConvolveWeightGradient(product),
  }
  return {
    convolve: (args) => {
      const { x, weight, bias, y, window, filters, activation, alpha } = args
      if (isPointwise(args)) {
        const rows = window.batch * window.height * window.width
        dense({ x, weight, bias, y, rows, inputs: window.channels, units: filters, activation, alpha })
        return
      }
      if (isDepthwise(args)) depthwise.convolve(args)
      else general.convolve(args)
      if (activation !== null) applyActivation(floats(y), floats(y), activation, alpha)
    },

    convolveInputGradient: (args) => {
      if (isPointwise(args)) {
        const { dy, weight, dx, window, filters } = args
        const shape = { batch: 1, m: window.batch * window.height * window.width, n: window.channels, k: filters }
        matmul({ a: dy, b: weight, out: dx, ...shape, transposeA: false, transposeB: true })
      } else if (isDepthwise(args)) depthwise.inputGradient(args)
      else general.convolveInputGradient(args)
    },

    convolveWeightGradient: (args) => {
      if (isPointwise(args)) {
        const { x, dy, dweight, window, filters } = args
        const shape = { batch: 1, m: window.channels, n: filters, k: window.batch * window.height * window.width }
        matmul({ a: x, b: dy, out: dweight, ...shape, transposeA: true, transposeB: false })
      } else if (isDepthwise(args)) depthwise.weightGradient(args)
      else general.convolveWeightGradient(args)
    },
  }
}
