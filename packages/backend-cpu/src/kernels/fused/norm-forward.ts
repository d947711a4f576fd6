import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import type { AffinePass } from '../normalization/affine-pass.js'
import { forEachBlock } from '../normalization/blocks.js'
import type { MomentsPass } from '../normalization/moments-pass.js'
import { storeStatistics } from '../normalization/store-statistics.js'
import { applyActivation } from './activate.js'

/** Moments and output of a normalizer, block by block, with mean and scale in float64 in between. */
export function createNormForward(moments: MomentsPass, affine: AffinePass): CompleteKernels['normForward'] {
  return ({ x, weights, gamma, beta, count, center, residual, m2, y, view, epsilon, activation, alpha }) => {
    const input = floats(x)
    const weightOf = weights === null ? null : floats(weights)
    const gammas = gamma === null ? null : floats(gamma)
    const betas = beta === null ? null : floats(beta)
    const output = floats(y)
    const statistics = { count: floats(count), center: floats(center), residual: floats(residual), m2: floats(m2) }

    forEachBlock(view, (block, _group, coefficient) => {
      const measured = moments.measure(input, weightOf, block)
      storeStatistics(moments, measured, statistics, coefficient, block.width)
      for (let c = 0, channel = block.channel; c < block.width; c++, channel++) {
        const variance = measured === 0 ? 0 : moments.m2[c] / measured
        affine.center[c] = moments.mean[c]
        affine.scale[c] = (gammas === null ? 1 : gammas[channel]) / Math.sqrt(variance + epsilon)
        affine.shift[c] = betas === null ? 0 : betas[channel]
      }
      affine.run(input, output, block)
    })
    if (activation !== null) applyActivation(output, output, activation, alpha)
  }
}
