import { absent, type CaseRunner } from '../case/subject.js'
import { activations } from './activations.js'
import { batchNorm } from './batch-norm.js'
import { endToEnd } from './end-to-end/end-to-end.js'
import { groupNorm, instanceNorm } from './group-norm.js'
import { layerNorm } from './layer-norm.js'
import { linear } from './linear.js'
import { lossRunners } from './losses.js'
import { optimizers } from './optimizers.js'

const noLayer: CaseRunner = absent('no such layer yet')

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
  SyncBatchNorm: noLayer,
  FoldLinearBN: noLayer,
  FoldConv2dBN: noLayer,
  Conv2d: noLayer,
  MaxPool2d: noLayer,
  AvgPool2d: noLayer,
}
