import { map, zip } from '../norm/index.js'
import type { Composition } from './composition.js'
import { constantOf } from './constants.js'

/** Steps of the uniform numbers: they are multiples of 2⁻²⁴. */
const UNIFORM_STEPS = 2 ** 24

/**
 * The mask from uniform numbers, then x · mask. The rate is rounded up to the next multiple of 2⁻²⁴, which
 * float32 holds exactly, so that `≥ rate` decides as in double precision. A rate of 1 drops everything.
 */
export const dropout: Composition<'dropout'> = {
  kernel: 'dropout',
  host: false,
  run(workspace, { x, y, mask, rate, seed, stream, offset }) {
    workspace.kernels.random({ out: mask, distribution: 'uniform', seed, stream, offset })
    const threshold = constantOf(workspace, Math.ceil(rate * UNIFORM_STEPS) / UNIFORM_STEPS)
    zip(workspace, 'lessEqual', threshold, mask, mask)
    map(workspace, 'linear', mask, mask, rate < 1 ? 1 / (1 - rate) : 0)
    zip(workspace, 'mul', x, mask, y)
  },
}
