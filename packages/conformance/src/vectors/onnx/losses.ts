import { ops } from '@evenkeel/core'
import {
  labelCrossEntropy,
  negativeLogLikelihood,
  type ClassificationOptions,
  type Reduction,
} from '../compute/classification.js'
import type { CaseRunner } from '../case/subject.js'
import { operator, type OnnxNode } from './node.js'

const REDUCTIONS: readonly Reduction[] = ['mean', 'sum', 'none']

/** Runners of the losses by operator. */
export const losses: Readonly<Record<string, CaseRunner>> = {
  SoftmaxCrossEntropyLoss: operator((node) => {
    const scores = node.tensor(0)
    const loss = labelCrossEntropy(scores, node.integers(1), optionsOf(node))
    return node.wants(1) ? [loss, ops.logSoftmax(scores, 1)] : loss
  }),

  NegativeLogLikelihoodLoss: operator((node) =>
    negativeLogLikelihood(node.tensor(0), node.integers(1), optionsOf(node)),
  ),
}

function optionsOf(node: OnnxNode): ClassificationOptions {
  const { attributes } = node
  return {
    reduction: attributes.choice('reduction', REDUCTIONS, 'mean'),
    labelSmoothing: 0,
    classWeights: node.has(2) ? Array.from(node.host(2).data) : null,
    ignored: attributes.has('ignore_index') ? attributes.integer('ignore_index') : null,
  }
}
