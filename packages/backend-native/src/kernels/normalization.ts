import type { OptionalKernels, RequiredKernels } from '@evenkeel/core/backend'
import { idOf, optionalIdOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { activationNumber } from './choices.js'
import { putView } from './geometry.js'

/** Stands for the weight of a cumulative average, as in `commit-statistics.cpp`. */
const CUMULATIVE = -1

/** Statistics of channels, and what is computed from them. */
export function normalizationKernels(
  calls: Calls,
): Pick<RequiredKernels, 'moments' | 'affine' | 'gradMoments' | 'biaffine'> &
  Pick<OptionalKernels, 'normForward' | 'normBackward' | 'commitStatistics'> {
  const { values } = calls
  const moments = calls.kernel('moments')
  const affine = calls.kernel('affine')
  const gradMoments = calls.kernel('gradMoments')
  const biaffine = calls.kernel('biaffine')
  const normForward = calls.kernel('normForward')
  const normBackward = calls.kernel('normBackward')
  const commitStatistics = calls.kernel('commitStatistics')
  return {
    moments({ x, weights, count, center, residual, m2, view }) {
      values[0] = idOf(x)
      values[1] = optionalIdOf(weights)
      values[2] = idOf(count)
      values[3] = idOf(center)
      values[4] = idOf(residual)
      values[5] = idOf(m2)
      putView(values, 6, view)
      moments()
    },
    affine({ x, center, scale, shift, y, view }) {
      values[0] = idOf(x)
      values[1] = idOf(center)
      values[2] = idOf(scale)
      values[3] = idOf(shift)
      values[4] = idOf(y)
      putView(values, 5, view)
      affine()
    },
    gradMoments({ dy, x, center, scale, shift, sum, product, view }) {
      values[0] = idOf(dy)
      values[1] = idOf(x)
      values[2] = idOf(center)
      values[3] = idOf(scale)
      values[4] = idOf(shift)
      values[5] = idOf(sum)
      values[6] = idOf(product)
      putView(values, 7, view)
      gradMoments()
    },
    biaffine({ dy, x, weights, center, a, b, d, dx, view }) {
      values[0] = idOf(dy)
      values[1] = idOf(x)
      values[2] = optionalIdOf(weights)
      values[3] = idOf(center)
      values[4] = idOf(a)
      values[5] = idOf(b)
      values[6] = idOf(d)
      values[7] = idOf(dx)
      putView(values, 8, view)
      biaffine()
    },
    normForward({ x, weights, gamma, beta, count, center, residual, m2, y, view, epsilon, activation, alpha }) {
      values[0] = idOf(x)
      values[1] = optionalIdOf(weights)
      values[2] = optionalIdOf(gamma)
      values[3] = optionalIdOf(beta)
      values[4] = idOf(count)
      values[5] = idOf(center)
      values[6] = idOf(residual)
      values[7] = idOf(m2)
      values[8] = idOf(y)
      putView(values, 9, view)
      values[13] = epsilon
      values[14] = activationNumber(activation)
      values[15] = alpha
      normForward()
    },
    normBackward(args) {
      values[0] = idOf(args.dy)
      values[1] = idOf(args.x)
      values[2] = optionalIdOf(args.y)
      values[3] = optionalIdOf(args.weights)
      values[4] = optionalIdOf(args.gamma)
      values[5] = idOf(args.count)
      values[6] = idOf(args.center)
      values[7] = idOf(args.residual)
      values[8] = idOf(args.m2)
      values[9] = idOf(args.dx)
      values[10] = idOf(args.dgamma)
      values[11] = idOf(args.dbeta)
      putView(values, 12, args.view)
      values[16] = args.epsilon
      values[17] = activationNumber(args.activation)
      values[18] = args.alpha
      normBackward()
    },
    commitStatistics({ count, center, residual, m2, factor, mean, variance, updates, weight, unbiased }) {
      values[0] = idOf(count)
      values[1] = idOf(center)
      values[2] = idOf(residual)
      values[3] = idOf(m2)
      values[4] = idOf(factor)
      values[5] = idOf(mean)
      values[6] = idOf(variance)
      values[7] = idOf(updates)
      values[8] = weight ?? CUMULATIVE
      values[9] = unbiased ? 1 : 0
      commitStatistics()
    },
  }
}
