import type { Kernels, RequiredKernels } from '@evenkeel/core/backend'
import type { Scratch } from '../scratch.js'
import { arrange } from './arrange.js'
import { cast } from './cast.js'
import { choose } from './choose.js'
import { copy } from './copy.js'
import { fill } from './fill.js'
import { createFusedKernels } from './fused/index.js'
import { gatherRows } from './gather-rows.js'
import { map } from './map.js'
import { createTile } from './matmul-tile.js'
import { createMatmul } from './matmul.js'
import { createAffine } from './normalization/affine.js'
import { createBiaffine } from './normalization/biaffine.js'
import { createGradMoments } from './normalization/grad-moments.js'
import { createMoments } from './normalization/moments.js'
import { createNormalizationPasses } from './normalization/passes.js'
import { patches } from './patches.js'
import { place } from './place.js'
import { createPool } from './pool.js'
import { createReduce } from './reduce.js'
import { createUnpatches } from './unpatches.js'
import { createUnpool } from './unpool.js'
import { zip } from './zip.js'

/** The kernels of one backend; those that need memory of their own share `scratch`. */
export function createKernels(scratch: Scratch, fused: boolean): Kernels {
  const passes = createNormalizationPasses(scratch)
  const tile = createTile(scratch)
  const required: RequiredKernels = {
    fill,
    copy,
    cast,
    arrange,
    place,
    gatherRows,
    map,
    zip,
    choose,
    reduce: createReduce(scratch),
    matmul: createMatmul(tile),
    patches,
    unpatches: createUnpatches(scratch),
    pool: createPool(scratch),
    unpool: createUnpool(scratch),
    moments: createMoments(passes.moments),
    affine: createAffine(passes.affine),
    gradMoments: createGradMoments(passes.gradMoments),
    biaffine: createBiaffine(passes.biaffine),
  }
  return fused ? { ...required, ...createFusedKernels(scratch, tile, required.matmul, passes) } : required
}
