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
export { batchNormalize, normalizeByStatistics } from './batch-norm.js'
export type { NormalizeOptions, RunningNormalizeOptions } from './batch-norm.js'
export { equal, greater, greaterEqual, less, lessEqual, notEqual, where } from './comparison.js'
export { conv2d, depthwiseConv2d } from './convolution.js'
export type { Conv2dOptions } from './convolution.js'
export { conv1d } from './convolution-1d.js'
export type { Conv1dOptions } from './convolution-1d.js'
export { softmaxCrossEntropy } from './cross-entropy.js'
export type { CrossEntropyOptions } from './cross-entropy.js'
export { dense } from './dense.js'
export type { DenseOptions } from './dense.js'
export { denormalize } from './denormalize.js'
export { dropout } from './dropout.js'
export type { DropoutOptions } from './dropout.js'
export type { TensorLike } from './elementwise.js'
export { gatherRows, oneHot } from './gather.js'
export { groupNormalize } from './group-norm.js'
export type { GroupNormalizeOptions } from './group-norm.js'
export { layerNormalize } from './layer-norm.js'
export type { LayerNormalizeOptions } from './layer-norm.js'
export { matmul } from './matmul.js'
export type { MatmulOptions } from './matmul.js'
export type { BatchStatistics } from './normalizer.js'
export { maxPool2d, maxPool2dWithIndices } from './pooling.js'
export type { MaxPool, PoolOptions } from './pooling.js'
export { averagePool1d, maxPool1d } from './pooling-1d.js'
export type { AveragePool1dOptions, Pool1dOptions } from './pooling-1d.js'
export { averagePool2d } from './pooling-average.js'
export type { AveragePoolOptions } from './pooling-average.js'
export { globalAveragePool, globalMaxPool } from './pooling-global.js'
export type { GlobalPoolOptions } from './pooling-global.js'
export { argMax, max, mean, min, sum } from './reduction.js'
export type { ReductionOptions } from './reduction.js'
export { batchRenormalize } from './renorm.js'
export type { RenormalizeOptions } from './renorm.js'
export { rmsNormalize } from './rms-norm.js'
export type { RmsNormalizeOptions } from './rms-norm.js'
export { broadcastTo, cast, concat, flip, reshape, slice, transpose } from './shape-ops.js'
export { logSoftmax, softmax } from './softmax.js'
export { abs, clip, erf, exp, expm1, isFinite, linear, log, log1p, neg, rsqrt, sign, sqrt, square } from './unary.js'
export type { Padding1d, WindowOptions1d } from './window-1d.js'
export type { ExplicitPadding2d, Padding2d, Pair, WindowOptions } from './window-geometry.js'
export { pad, zeroPad2d } from './window-padding.js'
export { normalizeWeight } from './weight-normalization.js'
export { standardizeWeight } from './weight-standardization.js'
export type { StandardizeWeightOptions } from './weight-standardization.js'
export { zerosLike } from './zeros-like.js'
export { synchronizedBatchNormalize } from './synchronized-batch-norm.js'
export type { SynchronizedOptions } from './synchronized-batch-norm.js'
