import type { Scratch } from '../../scratch.js'
import { createAffinePass, type AffinePass } from './affine-pass.js'
import { createBiaffinePass, type BiaffinePass } from './biaffine-pass.js'
import { createGradMomentsPass, type GradMomentsPass } from './grad-moments-pass.js'
import { createMomentsPass, type MomentsPass } from './moments-pass.js'

/** The four passes over x of which all normalizers are made, required kernels and fused ones alike. */
export interface NormalizationPasses {
  readonly moments: MomentsPass
  readonly affine: AffinePass
  readonly gradMoments: GradMomentsPass
  readonly biaffine: BiaffinePass
}

export function createNormalizationPasses(scratch: Scratch): NormalizationPasses {
  return {
    moments: createMomentsPass(scratch),
    affine: createAffinePass(scratch),
    gradMoments: createGradMomentsPass(scratch),
    biaffine: createBiaffinePass(scratch),
  }
}
