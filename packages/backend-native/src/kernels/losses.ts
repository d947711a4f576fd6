import type { OptionalKernels } from '@evenkeel/core/backend'
import { idOf, optionalIdOf } from '../buffer.js'
import type { Calls } from '../calls.js'

/** The loss of classification and its gradient. */
export function lossKernels(
  calls: Calls,
): Pick<OptionalKernels, 'softmaxCrossEntropy' | 'softmaxCrossEntropyGradient'> {
  const { values } = calls
  const loss = calls.kernel('softmaxCrossEntropy')
  const gradient = calls.kernel('softmaxCrossEntropyGradient')
  return {
    softmaxCrossEntropy(args) {
      values[0] = idOf(args.logits)
      values[1] = optionalIdOf(args.labels)
      values[2] = optionalIdOf(args.targets)
      values[3] = idOf(args.loss)
      values[4] = idOf(args.probabilities)
      values[5] = args.rows
      values[6] = args.columns
      values[7] = args.labelSmoothing
      loss()
    },
    softmaxCrossEntropyGradient(args) {
      values[0] = idOf(args.probabilities)
      values[1] = optionalIdOf(args.labels)
      values[2] = optionalIdOf(args.targets)
      values[3] = idOf(args.dloss)
      values[4] = idOf(args.dlogits)
      values[5] = args.rows
      values[6] = args.columns
      values[7] = args.labelSmoothing
      gradient()
    },
  }
}
