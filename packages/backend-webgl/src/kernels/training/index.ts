import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createCommitStatistics } from './commit-statistics.js'
import { createGuard } from './guard.js'
import { createOptimize } from './optimize.js'

/** What a training step does beside the network. */
export function createTraining(gpu: Gpu): Required<Pick<Kernels, 'optimize' | 'guard' | 'commitStatistics'>> {
  return { optimize: createOptimize(gpu), guard: createGuard(gpu), commitStatistics: createCommitStatistics(gpu) }
}
