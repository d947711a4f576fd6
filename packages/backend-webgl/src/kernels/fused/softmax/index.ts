import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../../gpu.js'
import { createSoftmaxCrossEntropyGradient } from './softmax-cross-entropy-gradient.js'
import { createSoftmaxCrossEntropy } from './softmax-cross-entropy.js'
import { createSoftmax } from './softmax.js'
import { createWithStatistics } from './with-statistics.js'

type Names = 'softmax' | 'softmaxCrossEntropy' | 'softmaxCrossEntropyGradient'

/** Softmax and the loss on top of it. */
export function createSoftmaxes(gpu: Gpu): Pick<Kernels, Names> {
  const withStatistics = createWithStatistics(gpu)
  return {
    softmax: createSoftmax(gpu, withStatistics),
    softmaxCrossEntropy: createSoftmaxCrossEntropy(gpu, withStatistics),
    softmaxCrossEntropyGradient: createSoftmaxCrossEntropyGradient(gpu),
  }
}
