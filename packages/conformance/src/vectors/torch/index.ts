import type { CaseRunner } from '../case/subject.js'
import { activations } from './activations.js'
import { batchNorm } from './batch-norm.js'
import { conv2d } from './conv2d.js'
import { endToEnd } from './end-to-end/end-to-end.js'
import { foldConv2d, foldLinear } from './folding.js'
import { groupNorm, instanceNorm } from './group-norm.js'
import { layerNorm } from './layer-norm.js'
import { linear } from './linear.js'
import { lossRunners } from './losses.js'
import { optimizers } from './optimizers.js'
import { averagePool2d, maxPool2d } from './pool2d.js'
import { syncBatchNorm } from './sync-batch-norm.js'

/** Runners of the cases made with PyTorch, by `op`. */
export const TORCH_RUNNERS: Readonly<Record<string, CaseRunner>> = {
  ...activations,
  ...lossRunners,
  ...optimizers,
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  BatchNorm3d: batchNorm,
  GroupNorm: groupNorm,
  InstanceNorm1d: instanceNorm,
  InstanceNorm2d: instanceNorm,
  InstanceNorm3d: instanceNorm,
  LayerNorm: layerNorm,
  Linear: linear,
  TrainEndToEnd: endToEnd,
  SyncBatchNorm: syncBatchNorm,
  FoldLinearBN: foldLinear,
  FoldConv2dBN: foldConv2d,
  Conv2d: conv2d,
  MaxPool2d: maxPool2d,
  AvgPool2d: averagePool2d,
}
