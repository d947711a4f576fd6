import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { forEachBlock } from './blocks.js'
import type { MomentsPass } from './moments-pass.js'
import { storeStatistics } from './store-statistics.js'

/** Count, mean (as center + residual) and m2 of every channel of every group. */
export function createMoments(pass: MomentsPass): Kernels['moments'] {
  return ({ x, weights, count, center, residual, m2, view }) => {
    const input = floats(x)
    const weightOf = weights === null ? null : floats(weights)
    const statistics = { count: floats(count), center: floats(center), residual: floats(residual), m2: floats(m2) }
    forEachBlock(view, (block, _group, coefficient) => {
      const measured = pass.measure(input, weightOf, block)
      storeStatistics(pass, measured, statistics, coefficient, block.width)
    })
  }
}
