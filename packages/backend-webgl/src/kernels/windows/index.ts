import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createPatches } from './patches.js'
import { createPool } from './pool.js'
import { createUnpatches } from './unpatches.js'
import { createUnpool } from './unpool.js'

/** Kernels that move windows over planes, for convolution and pooling. */
export function createWindows(gpu: Gpu): Pick<Kernels, 'patches' | 'unpatches' | 'pool' | 'unpool'> {
  return {
    patches: createPatches(gpu),
    unpatches: createUnpatches(gpu),
    pool: createPool(gpu),
    unpool: createUnpool(gpu),
  }
}
