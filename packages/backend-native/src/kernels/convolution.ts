import type { OptionalKernels } from '@evenkeel/core/backend'
import { idOf, optionalIdOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { activationNumber } from './choices.js'
import { putWindow } from './geometry.js'

/** Convolution and its gradients. */
export function convolutionKernels(
  calls: Calls,
): Pick<OptionalKernels, 'convolve' | 'convolveInputGradient' | 'convolveWeightGradient'> {
  const { values } = calls
  const convolve = calls.kernel('convolve')
  const inputGradient = calls.kernel('convolveInputGradient')
  const weightGradient = calls.kernel('convolveWeightGradient')
  return {
    convolve({ x, weight, bias, y, window, groups, filters, activation, alpha }) {
      values[0] = idOf(x)
      values[1] = idOf(weight)
      values[2] = optionalIdOf(bias)
      values[3] = idOf(y)
      putWindow(values, 4, window)
      values[18] = groups
      values[19] = filters
      values[20] = activationNumber(activation)
      values[21] = alpha
      convolve()
    },
    convolveInputGradient({ dy, weight, dx, window, groups, filters }) {
      values[0] = idOf(dy)
      values[1] = idOf(weight)
      values[2] = idOf(dx)
      putWindow(values, 3, window)
      values[17] = groups
      values[18] = filters
      inputGradient()
    },
    convolveWeightGradient({ x, dy, dweight, window, groups, filters }) {
      values[0] = idOf(x)
      values[1] = idOf(dy)
      values[2] = idOf(dweight)
      putWindow(values, 3, window)
      values[17] = groups
      values[18] = filters
      weightGradient()
    },
  }
}
