import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../gpu.js'
import { createElementwise } from './elementwise/index.js'
import { createActivations } from './fused/activations/index.js'
import { createSoftmaxes } from './fused/softmax/index.js'
import { createMoving } from './moving/index.js'
import { createNormalization } from './normalization/index.js'
import { createProducts } from './products/index.js'
import { createReductions } from './reductions/index.js'
import { createTraining } from './training/index.js'
import { createWindows } from './windows/index.js'

/** The kernels of one backend, family by family. */
export function createKernels(gpu: Gpu): Partial<Kernels> {
  return {
    ...createActivations(gpu),
    ...createMoving(gpu),
    ...createElementwise(gpu),
    ...createNormalization(gpu),
    ...createProducts(gpu),
    ...createReductions(gpu),
    ...createSoftmaxes(gpu),
    ...createTraining(gpu),
    ...createWindows(gpu),
  }
}
