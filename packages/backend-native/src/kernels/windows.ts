import type { RequiredKernels } from '@evenkeel/core/backend'
import { idOf, optionalIdOf } from '../buffer.js'
import type { Calls } from '../calls.js'
import { POOL_NUMBERS } from './choices.js'
import { putWindow } from './geometry.js'

/** Pooling, patches, and the gradients of both. */
export function windowKernels(calls: Calls): Pick<RequiredKernels, 'patches' | 'unpatches' | 'pool' | 'unpool'> {
  const { values } = calls
  const patches = calls.kernel('patches')
  const unpatches = calls.kernel('unpatches')
  const pool = calls.kernel('pool')
  const unpool = calls.kernel('unpool')
  return {
    patches({ x, out, window, groups }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      putWindow(values, 2, window)
      values[16] = groups
      patches()
    },
    unpatches({ dout, dx, window, groups }) {
      values[0] = idOf(dout)
      values[1] = idOf(dx)
      putWindow(values, 2, window)
      values[16] = groups
      unpatches()
    },
    pool({ x, out, where, window, op }) {
      values[0] = idOf(x)
      values[1] = idOf(out)
      values[2] = optionalIdOf(where)
      putWindow(values, 3, window)
      values[17] = POOL_NUMBERS[op]
      pool()
    },
    unpool({ dy, where, dx, window, op }) {
      values[0] = idOf(dy)
      values[1] = optionalIdOf(where)
      values[2] = idOf(dx)
      putWindow(values, 3, window)
      values[17] = POOL_NUMBERS[op]
      unpool()
    },
  }
}
