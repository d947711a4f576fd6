import type { KernelName } from '@evenkeel/core/backend'
import { activate, activateGradient } from './activate.js'
import { affine } from './affine.js'
import { arrange } from './arrange.js'
import { biaffine } from './biaffine.js'
import { cast } from './cast.js'
import { choose } from './choose.js'
import { commitStatistics } from './commit-statistics.js'
import { convolve, convolveInputGradient, convolveWeightGradient } from './convolve.js'
import { copy } from './copy.js'
import { dense } from './dense.js'
import { fill } from './fill.js'
import { gatherRows } from './gather-rows.js'
import { gradMoments } from './grad-moments.js'
import { guard } from './guard.js'
import type { KernelSuite } from './kernel-suite.js'
import { map } from './map.js'
import { matmul } from './matmul.js'
import { moments } from './moments.js'
import { normBackward } from './norm-backward.js'
import { normForward } from './norm-forward.js'
import { optimize } from './optimize.js'
import { patches, unpatches } from './patches.js'
import { place } from './place.js'
import { pool } from './pool.js'
import { dropout, random } from './random.js'
import { reduce } from './reduce.js'
import { scatterRows } from './scatter-rows.js'
import { softmaxCrossEntropy, softmaxCrossEntropyGradient } from './softmax-cross-entropy.js'
import { softmax } from './softmax.js'
import { unpool } from './unpool.js'
import { zip } from './zip.js'

/** The cases of every kernel, required ones first. */
export const KERNEL_SUITES: Readonly<Record<KernelName, KernelSuite>> = {
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
