import { articleTraining, type ArticleTrainingInputs } from './article-training.js'
import { batchNorm, type BatchNormInputs } from './batch-norm.js'
import type { Workload } from './workload.js'

/** What a contender is handed, by the name of the workload. */
export interface WorkloadInputs {
  readonly 'article-training': ArticleTrainingInputs
  readonly 'batch-norm-4096x1024': BatchNormInputs
}

export type WorkloadName = keyof WorkloadInputs

/** All work that contenders can be given, in the order of the report. */
export const WORKLOADS: { readonly [Name in WorkloadName]: Workload<WorkloadInputs[Name]> } = {
  'article-training': articleTraining,
  'batch-norm-4096x1024': batchNorm(4096, 1024),
}

export const WORKLOAD_NAMES: readonly WorkloadName[] = Object.keys(WORKLOADS) as WorkloadName[]
