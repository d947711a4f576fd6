import type { Tasks } from '../contender.js'
import { tfjsArticleTraining } from './article-training.js'
import { normalizeAsLayers, normalizeElementwise, tfjsBatchNorm } from './batch-norm.js'
import type { Tfjs } from './tfjs.js'

/** What TensorFlow.js does as its layers do it. */
export function tfjsTasks(tf: Tfjs): Tasks {
  return {
    'article-training': async (inputs) => tfjsArticleTraining(tf, inputs),
    'batch-norm-4096x1024': async (inputs) => tfjsBatchNorm(tf, inputs, normalizeAsLayers(tf)),
  }
}

/** What can be written better for it by hand. */
export function tfjsElementwiseTasks(tf: Tfjs): Tasks {
  return { 'batch-norm-4096x1024': async (inputs) => tfjsBatchNorm(tf, inputs, normalizeElementwise(tf)) }
}
