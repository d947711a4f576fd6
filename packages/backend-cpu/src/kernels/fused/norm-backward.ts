import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import type { Scratch } from '../../scratch.js'
import type { BiaffinePass } from '../normalization/biaffine-pass.js'
import { CHANNEL_BLOCK, forEachBlock } from '../normalization/blocks.js'
import type { GradMomentsPass } from '../normalization/grad-moments-pass.js'
import { applyActivationGradient } from './activate-gradient.js'

/**
 * The closed-form gradient of batch norm (Ioffe and Szegedy 2015, section 3): with r = 1/√(variance + ε),
 * dβ = Σdy, dγ = r·Σdy·(x − mean) and dx = γr·(dy − w·(dβ + x̂·dγ)/count).
 */
export function createNormBackward(
  scratch: Scratch,
  gradMoments: GradMomentsPass,
  biaffine: BiaffinePass,
): CompleteKernels['normBackward'] {
  const gammaSums = scratch.float64(CHANNEL_BLOCK)
  const betaSums = scratch.float64(CHANNEL_BLOCK)

  return (args) => {
    const { view, epsilon, activation, alpha } = args
    const input = floats(args.x)
    const weights = args.weights === null ? null : floats(args.weights)
    const gammas = args.gamma === null ? null : floats(args.gamma)
    const [counts, centers] = [floats(args.count), floats(args.center)]
    const [residuals, m2s] = [floats(args.residual), floats(args.m2)]
    const dx = floats(args.dx)
    const [dgamma, dbeta] = [floats(args.dgamma), floats(args.dbeta)]

    let dy = floats(args.dy)
    if (activation !== null && args.y !== null) {
      // The gradient behind the activation takes the place of dx, which is not written before it was read.
      applyActivationGradient(dy, floats(args.y), dx, activation, alpha)
      dy = dx
    }

    dgamma.fill(0)
    dbeta.fill(0)
    forEachBlock(view, (block, group, coefficient) => {
      const { channel, width } = block
      for (let c = 0, k = coefficient; c < width; c++, k++) {
        gradMoments.center[c] = biaffine.center[c] = centers[k] + residuals[k]
      }
      gradMoments.run(dy, input, block)

      if (group === 0) {
        gammaSums.fill(0, 0, width)
        betaSums.fill(0, 0, width)
      }
      for (let c = 0, k = coefficient; c < width; c++, k++) {
        const perCount = counts[k] === 0 ? 0 : 1 / counts[k]
        const r = 1 / Math.sqrt(m2s[k] * perCount + epsilon)
        const sum = gradMoments.sum[c]
        const product = r * gradMoments.product[c]
        gammaSums[c] += product
        betaSums[c] += sum
        const scale = gammas === null ? r : gammas[channel + c] * r
        biaffine.a[c] = scale
        biaffine.b[c] = -r * product * perCount
        biaffine.d[c] = -sum * perCount
      }
      biaffine.run(dy, input, weights, dx, block)

      if (group === view.groups - 1) {
        for (let c = 0; c < width; c++) {
          dgamma[channel + c] = gammaSums[c]
          dbeta[channel + c] = betaSums[c]
        }
      }
    })
  }
}
