import type { Scratch } from '../../scratch.js'
import { CHANNEL_BLOCK, type Block } from './blocks.js'
import { createPlaneMoments } from './moments-planes.js'
import { createRowMoments } from './moments-rows.js'
import { createWeightedMoments } from './moments-weighted.js'

/** Statistics of the channels of one block. */
export interface Statistics {
  readonly mean: Float64Array
  /** Σ w·(x − mean)² */
  readonly m2: Float64Array
}

/** Measures the channels of one block after the other; the statistics are those of the last one. */
export interface MomentsPass extends Statistics {
  /** Fills `mean` and `m2`, with zeros when there is nothing to measure, and returns the count Σ w. */
  measure(x: Float32Array, weights: Float32Array | null, block: Block): number
}

/**
 * Two passes in float64: first the mean, then the squared deviations from it. One pass over Σx and Σx² would lose
 * the variance where the mean is large, even in float64.
 */
export function createMomentsPass(scratch: Scratch): MomentsPass {
  const mean = scratch.float64(CHANNEL_BLOCK)
  const m2 = scratch.float64(CHANNEL_BLOCK)
  const measureRows = createRowMoments({ mean, m2 })
  const measurePlanes = createPlaneMoments({ mean, m2 })
  const measureWeighted = createWeightedMoments({ mean, m2 })

  const measure: MomentsPass['measure'] = (x, weights, block) => {
    mean.fill(0, 0, block.width)
    m2.fill(0, 0, block.width)
    if (weights !== null) return measureWeighted(x, weights, block)
    if (block.inner === 1) measureRows(x, block)
    else measurePlanes(x, block)
    return block.outer * block.inner
  }
  return { mean, m2, measure }
}
