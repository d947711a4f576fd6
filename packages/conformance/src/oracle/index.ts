import type { KernelName } from '@evenkeel/core/backend'
import { activate, activateGradient } from './activations.js'
import { commitStatistics } from './commit-statistics.js'
import { convolve, convolveInputGradient, convolveWeightGradient } from './convolve.js'
import { dense } from './dense.js'
import { guard } from './guard.js'
import { map } from './map.js'
import { matmul } from './matmul.js'
import { moments } from './moments.js'
import { arrange, cast, copy, fill, gatherRows, place, scatterRows } from './movement.js'
import { normBackward, normForward } from './norm-fused.js'
import { affine, biaffine, gradMoments } from './normalization.js'
import { optimize } from './optimize.js'
import { pool, unpool } from './pooling.js'
import { dropout, random } from './random.js'
import { reduce } from './reduce.js'
import type { Oracle } from './reference.js'
import { softmaxCrossEntropy, softmaxCrossEntropyGradient } from './softmax-cross-entropy.js'
import { softmax } from './softmax.js'
import { patches, unpatches } from './windows.js'
import { choose, zip } from './zip.js'

/** The float64 meaning of every kernel, written from the contract alone. */
export const ORACLES: { readonly [K in KernelName]: Oracle<K> } = {
  fill,
  copy,
  cast,
  arrange,
  place,
  gatherRows,
  map,
  zip,
  choose,
  reduce,
  matmul,
  patches,
  unpatches,
  pool,
  unpool,
  moments,
  affine,
  gradMoments,
  biaffine,
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
