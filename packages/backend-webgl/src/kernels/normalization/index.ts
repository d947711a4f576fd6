import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { createAffine } from './affine.js'
import { createBiaffine } from './biaffine.js'
import { createGradMoments } from './grad-moments.js'
import { createMoments } from './moments.js'
import { createNormBackward } from './norm-backward.js'
import { createNormForward } from './norm-forward.js'

type Names = 'moments' | 'affine' | 'gradMoments' | 'biaffine' | 'normForward' | 'normBackward'

/** Statistics of channels, and what is done with them. */
export function createNormalization(gpu: Gpu): Required<Pick<Kernels, Names>> {
  return {
    moments: createMoments(gpu),
    affine: createAffine(gpu),
    gradMoments: createGradMoments(gpu),
    biaffine: createBiaffine(gpu),
    normForward: createNormForward(gpu),
    normBackward: createNormBackward(gpu),
  }
}
