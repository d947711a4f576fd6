import { articleInference } from './article-inference.js'
import { articleTraining } from './article-training.js'
import { batchNorm } from './batch-norm.js'
import { convolutionalInference } from './convolutional-inference.js'
import { convolutionalTraining } from './convolutional-training.js'
import { convolutionalFolding } from './folding.js'
import { matrixProducts } from './matrix-products.js'
import { paperTraining } from './paper-training.js'
import { residualFolding } from './residual-folding.js'
import type { AnyWorkload } from './workload.js'

export type WorkloadName =
  | 'article-training'
  | 'article-inference'
  | 'paper-training'
  | 'convolutional-training'
  | 'convolutional-inference'
  | 'batch-norm-128x64'
  | 'batch-norm-4096x1024'
  | 'batch-norm-32x56x56x64-channels-last'
  | 'batch-norm-32x64x56x56-channels-first'
  | 'matrix-products'
  | 'convolutional-folding'
  | 'resnet20-folding'

/** All work that contenders can be given, in the order of the report. */
export const WORKLOADS: Readonly<Record<WorkloadName, AnyWorkload>> = {
  'article-training': articleTraining,
  'article-inference': articleInference,
  'paper-training': paperTraining,
  'convolutional-training': convolutionalTraining,
  'convolutional-inference': convolutionalInference,
  'batch-norm-128x64': batchNorm([128, 64]),
  'batch-norm-4096x1024': batchNorm([4096, 1024]),
  'batch-norm-32x56x56x64-channels-last': batchNorm([32, 56, 56, 64]),
  'batch-norm-32x64x56x56-channels-first': batchNorm([32, 64, 56, 56], 1),
  'matrix-products': matrixProducts,
  'convolutional-folding': convolutionalFolding,
  'resnet20-folding': residualFolding,
}

export const WORKLOAD_NAMES: readonly WorkloadName[] = Object.keys(WORKLOADS) as WorkloadName[]
