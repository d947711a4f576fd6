import type { Device } from '@evenkeel/core'
import type { Kind } from '../../workloads/kinds.js'
import type { Tasks } from '../contender.js'
import { evenkeelBatchNorm } from './batch-norm.js'
import { evenkeelFolding, evenkeelResidualFolding } from './folding.js'
import { evenkeelInference } from './inference.js'
import { evenkeelMatrixProduct } from './matrix-product.js'
import { evenkeelTraining } from './training.js'

/** The names of {@link evenkeelTasks}. */
export const EVENKEEL_KINDS: readonly Kind[] = [
  'training',
  'inference',
  'batch-norm',
  'matrix-product',
  'folding',
  'residual-folding',
]

/** What evenkeel does on any of its devices. */
export function evenkeelTasks(device: Device): Tasks {
  return {
    training: async (inputs) => evenkeelTraining(device, inputs),
    inference: async (inputs) => evenkeelInference(device, inputs),
    'batch-norm': async (inputs) => evenkeelBatchNorm(device, inputs),
    'matrix-product': async (inputs) => evenkeelMatrixProduct(device, inputs),
    folding: (inputs) => evenkeelFolding(device, inputs),
    'residual-folding': (inputs) => evenkeelResidualFolding(device, inputs),
  }
}
