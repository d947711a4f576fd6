import type { Kind } from '../../workloads/kinds.js'
import type { Tasks } from '../contender.js'
import { jaxBatchNorm } from './batch-norm.js'
import { jaxInference } from './inference.js'
import type { Jax } from './jax.js'
import { jaxMatrixProduct } from './matrix-product.js'
import { jaxTraining } from './training.js'

/** The names of {@link jaxTasks}. */
export const JAX_KINDS: readonly Kind[] = ['training', 'inference', 'batch-norm', 'matrix-product']

export function jaxTasks(jax: Jax): Tasks {
  return {
    training: async (inputs) => jaxTraining(jax, inputs),
    inference: async (inputs) => jaxInference(jax, inputs),
    'batch-norm': async (inputs) => jaxBatchNorm(jax, inputs),
    'matrix-product': async (inputs) => jaxMatrixProduct(jax, inputs),
  }
}
