import { REQUIRED_KERNELS, type Kernels } from '@evenkeel/core/backend'
import type { Calls } from '../calls.js'
import { activationKernels } from './activations.js'
import { convolutionKernels } from './convolution.js'
import { elementwiseKernels } from './elementwise.js'
import { lossKernels } from './losses.js'
import { movingKernels } from './moving.js'
import { normalizationKernels } from './normalization.js'
import { productKernels } from './products.js'
import { randomKernels } from './random.js'
import { reductionKernels } from './reductions.js'
import { trainingKernels } from './training.js'
import { windowKernels } from './windows.js'

/** The kernels of a device: all, or the required ones alone. */
export function createKernels(calls: Calls, fused: boolean): Kernels {
  const kernels = {
    ...movingKernels(calls),
    ...elementwiseKernels(calls),
    ...activationKernels(calls),
    ...randomKernels(calls),
    ...normalizationKernels(calls),
    ...productKernels(calls),
    ...convolutionKernels(calls),
    ...reductionKernels(calls),
    ...lossKernels(calls),
    ...trainingKernels(calls),
    ...windowKernels(calls),
  } as unknown as Kernels
  if (fused) return kernels
  return Object.fromEntries(Object.entries(kernels).filter(([name]) => name in REQUIRED_KERNELS)) as unknown as Kernels
}
