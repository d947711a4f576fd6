export {
  elu,
  gelu,
  hardSwish,
  leakyRelu,
  logSigmoid,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softplus,
  tanh,
} from './activation.js'
export { add, div, maximum, minimum, mul, pow, sub } from './arithmetic.js'
export { batchNormalize, denormalize, normalizeByStatistics } from './batch-norm.js'
export type { BatchStatistics, NormalizeOptions, RunningNormalizeOptions } from './batch-norm.js'
export { equal, greater, greaterEqual, less, lessEqual, notEqual, where } from './comparison.js'
export { softmaxCrossEntropy } from './cross-entropy.js'
export type { CrossEntropyOptions } from './cross-entropy.js'
export { dense } from './dense.js'
export type { DenseOptions } from './dense.js'
export { dropout } from './dropout.js'
export type { DropoutOptions } from './dropout.js'
export type { TensorLike } from './elementwise.js'
export { gatherRows, oneHot } from './gather.js'
export { layerNormalize } from './layer-norm.js'
export type { LayerNormalizeOptions } from './layer-norm.js'
export { matmul } from './matmul.js'
export type { MatmulOptions } from './matmul.js'
export { argMax, max, mean, min, sum } from './reduction.js'
export type { ReductionOptions } from './reduction.js'
export { broadcastTo, cast, concat, flip, reshape, slice, transpose } from './shape-ops.js'
export { logSoftmax, softmax } from './softmax.js'
export { abs, clip, erf, exp, expm1, isFinite, linear, log, log1p, neg, rsqrt, sign, sqrt, square } from './unary.js'
export { zerosLike } from './zeros-like.js'
