import type { Kernels, OptionalKernels } from '@evenkeel/core/backend'
import type { Scratch } from '../../scratch.js'
import type { Tile } from '../matmul-tile.js'
import type { NormalizationPasses } from '../normalization/passes.js'
import { activate } from './activate.js'
import { activateGradient } from './activate-gradient.js'
import { commitStatistics } from './commit-statistics.js'
import { createConvolution } from './convolve/index.js'
import { createDense } from './dense.js'
import { dropout } from './dropout.js'
import { guard } from './guard.js'
import { createNormBackward } from './norm-backward.js'
import { createNormForward } from './norm-forward.js'
import { optimize } from './optimize/optimize.js'
import { random } from './random.js'
import { scatterRows } from './scatter-rows.js'
import { softmax } from './softmax.js'
import { softmaxCrossEntropy } from './softmax-cross-entropy.js'
import { softmaxCrossEntropyGradient } from './softmax-cross-entropy-gradient.js'

/** The optional kernels that are faster in JavaScript than their compositions. */
export function createFusedKernels(
  scratch: Scratch,
  tile: Tile,
  matmul: Kernels['matmul'],
  { moments, affine, gradMoments, biaffine }: NormalizationPasses,
): Partial<OptionalKernels> {
  const dense = createDense(matmul)
  return {
    optimize,
    guard,
    normForward: createNormForward(moments, affine),
    normBackward: createNormBackward(scratch, gradMoments, biaffine),
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
    ...createConvolution(scratch, tile, matmul, dense),
  }
}
