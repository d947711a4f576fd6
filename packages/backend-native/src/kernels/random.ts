import type { OptionalKernels } from '@evenkeel/core/backend'
import { idOf } from '../buffer.js'
import type { Calls } from '../calls.js'

/** Random numbers and what is drawn by them. */
export function randomKernels(calls: Calls): Pick<OptionalKernels, 'random' | 'dropout'> {
  const { values } = calls
  const random = calls.kernel('random')
  const dropout = calls.kernel('dropout')
  return {
    random({ out, distribution, seed, stream, offset }) {
      values[0] = idOf(out)
      values[1] = distribution === 'normal' ? 1 : 0
      values[2] = seed
      values[3] = stream
      values[4] = offset
      random()
    },
    dropout({ x, y, mask, rate, seed, stream, offset }) {
      values[0] = idOf(x)
      values[1] = idOf(y)
      values[2] = idOf(mask)
      values[3] = rate
      values[4] = seed
      values[5] = stream
      values[6] = offset
      dropout()
    },
  }
}
