import { batchNormalization } from '@evenkeel/core'
import { scoped, type CaseRunner } from '../case/subject.js'
import { runningOptions, trainingSteps } from './training-steps.js'

/** BatchNorm by the layer. */
export const batchNorm: CaseRunner = scoped((subject) =>
  trainingSteps(subject, batchNormalization(runningOptions(subject)), subject.attributes.integer('steps')),
)
