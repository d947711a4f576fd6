import type { Kind } from '../../workloads/kinds.js'
import type { Tasks } from '../contender.js'
import { normalizeAsLayers, normalizeElementwise, tfjsBatchNorm } from './batch-norm.js'
import { tfjsInference } from './inference.js'
import { tfjsMatrixProduct } from './matrix-product.js'
import type { Tfjs } from './tfjs.js'
import { tfjsHandwrittenTraining } from './handwritten-training.js'
import { tfjsTraining } from './training.js'

/** The names of {@link tfjsTasks}. */
export const TFJS_KINDS: readonly Kind[] = ['training', 'inference', 'batch-norm', 'matrix-product']

/** What TensorFlow.js does as its layers do it. */
export function tfjsTasks(tf: Tfjs): Tasks {
  return {
    training: async (inputs) => tfjsTraining(tf, inputs),
    inference: async (inputs) => tfjsInference(tf, inputs),
    'batch-norm': async (inputs) => tfjsBatchNorm(tf, inputs, normalizeAsLayers(tf)),
    'matrix-product': async (inputs) => tfjsMatrixProduct(tf, inputs),
  }
}

/** The names of {@link tfjsElementwiseTasks}. */
export const TFJS_ELEMENTWISE_KINDS: readonly Kind[] = ['batch-norm']

/** What can be written better for it by hand. */
export function tfjsElementwiseTasks(tf: Tfjs): Tasks {
  return { 'batch-norm': async (inputs) => tfjsBatchNorm(tf, inputs, normalizeElementwise(tf)) }
}

/** The names of {@link tfjsHandwrittenTasks}. */
export const TFJS_HANDWRITTEN_KINDS: readonly Kind[] = ['training', ...TFJS_ELEMENTWISE_KINDS]

/** The same and training without its layers, which is worth it on webgl. */
export function tfjsHandwrittenTasks(tf: Tfjs): Tasks {
  return { training: async (inputs) => tfjsHandwrittenTraining(tf, inputs), ...tfjsElementwiseTasks(tf) }
}
