import type { Device } from '@evenkeel/core'
import type { Tasks } from '../contender.js'
import { evenkeelArticleTraining } from './article-training.js'
import { evenkeelBatchNorm } from './batch-norm.js'

/** What evenkeel does on any of its devices. */
export function evenkeelTasks(device: Device): Tasks {
  return {
    'article-training': async (inputs) => evenkeelArticleTraining(device, inputs),
    'batch-norm-4096x1024': async (inputs) => evenkeelBatchNorm(device, inputs),
  }
}
