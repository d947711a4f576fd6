import type { OptionalKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { ACTIVATION_NUMBERS } from './choices.js'

/** Activations and their gradients. */
export function activationKernels(calls: Calls): Pick<OptionalKernels, 'activate' | 'activateGradient'> {
  const { values } = calls
  const activate = calls.kernel('activate')
  const activateGradient = calls.kernel('activateGradient')
  return {
    activate({ x, y, activation, alpha }) {
      values[0] = idOf(x)
      values[1] = idOf(y)
      values[2] = ACTIVATION_NUMBERS[activation]
      values[3] = alpha
      activate()
    },
    activateGradient({ dy, saved, dx, activation, alpha }) {
      values[0] = idOf(dy)
      values[1] = idOf(saved)
      values[2] = idOf(dx)
      values[3] = ACTIVATION_NUMBERS[activation]
      values[4] = alpha
      activateGradient()
    },
  }
}
