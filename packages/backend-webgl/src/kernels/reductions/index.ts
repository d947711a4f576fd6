import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createArgmax } from './argmax.js'
import { createFold } from './fold.js'

/** Kernels that reduce an axis. */
export function createReductions(gpu: Gpu): Pick<Kernels, 'reduce'> {
  const fold = createFold(gpu)
  const argmax = createArgmax(gpu)
  return {
    reduce({ op, ...args }) {
      if (op === 'argmax') argmax(args)
      else fold({ op, ...args })
    },
  }
}
