import type { OptionalKernels } from '../backend/index.js'
import { activateGradient } from './activate-gradient.js'
import { activate } from './activate.js'
import { commitStatistics } from './commit-statistics.js'
import type { Composition } from './composition.js'
import { convolveInputGradient } from './convolution/convolve-input-gradient.js'
import { convolveWeightGradient } from './convolution/convolve-weight-gradient.js'
import { convolve } from './convolution/convolve.js'
import { dense } from './dense.js'
import { dropout } from './dropout.js'
import { guard } from './guard.js'
import { normBackward } from './norm-backward.js'
import { normForward } from './norm-forward.js'
import { optimize } from './optimize/optimize.js'
import { random } from './random.js'
import { scatterRows } from './scatter-rows.js'
import { softmaxCrossEntropyGradient } from './softmax-cross-entropy-gradient.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'
import { softmax } from './softmax.js'

export type { Composition, CompositionWorkspace } from './composition.js'

/** Each optional kernel made of required ones: what a device uses for those that its backend lacks. */
export const COMPOSITIONS: { readonly [K in keyof OptionalKernels]: Composition<K> } = {
  optimize,
  guard,
  normForward,
  normBackward,
  softmaxCrossEntropy,
  softmaxCrossEntropyGradient,
  dense,
  activate,
  activateGradient,
  softmax,
  commitStatistics,
  dropout,
  random,
  scatterRows,
  convolve,
  convolveInputGradient,
  convolveWeightGradient,
}
