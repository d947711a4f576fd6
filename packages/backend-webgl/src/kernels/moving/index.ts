import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createArrange } from './arrange.js'
import { createCast } from './cast.js'
import { createCopy } from './copy.js'
import { createFill } from './fill.js'
import { createGatherRows } from './gather-rows.js'
import { createPlace } from './place.js'

type Moving = 'fill' | 'copy' | 'cast' | 'arrange' | 'place' | 'gatherRows'

/** Kernels that move elements, of either dtype. */
export function createMoving(gpu: Gpu): Pick<Kernels, Moving> {
  const copy = createCopy(gpu)
  return {
    fill: createFill(gpu),
    copy,
    cast: createCast(gpu),
    arrange: createArrange(gpu),
    place: createPlace(gpu, copy),
    gatherRows: createGatherRows(gpu),
  }
}
