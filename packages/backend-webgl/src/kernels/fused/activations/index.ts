import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../../gpu.js'
import { createActivateGradient } from './activate-gradient.js'
import { createActivate } from './activate.js'

/** Activations by name, each in one launch. */
export function createActivations(gpu: Gpu): Pick<Kernels, 'activate' | 'activateGradient'> {
  return { activate: createActivate(gpu), activateGradient: createActivateGradient(gpu) }
}
