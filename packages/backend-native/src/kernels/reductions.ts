import type { OptionalKernels, RequiredKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { REDUCE_NUMBERS } from './choices.js'

/** Reductions of one axis, and softmax along one. */
export function reductionKernels(calls: Calls): Pick<RequiredKernels, 'reduce'> & Pick<OptionalKernels, 'softmax'> {
  const { values } = calls
  const reduce = calls.kernel('reduce')
  const softmax = calls.kernel('softmax')
  return {
    reduce({ x, out, op, outer, n, inner }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      values[2] = REDUCE_NUMBERS[op]
      values[3] = outer
      values[4] = n
      values[5] = inner
      reduce()
    },
    softmax({ x, y, outer, n, inner, log }) {
      values[0] = idOf(x)
      values[1] = idOf(y)
      values[2] = outer
      values[3] = n
      values[4] = inner
      values[5] = log ? 1 : 0
      softmax()
    },
  }
}
