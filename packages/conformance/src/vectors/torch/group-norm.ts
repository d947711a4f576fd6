import { instanceNormalization, ops } from '@evenkeel/core'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner } from '../case/subject.js'
import { runningOptions, trainingSteps } from './training-steps.js'

/** GroupNorm over channel axis 1. */
export const groupNorm: CaseRunner = scoped(({ attributes, inputs }) => {
  const x = inputs.tensor('x')
  const gamma = inputs.tensorOrNull('gamma')
  const beta = inputs.tensorOrNull('beta')
  const options = { axis: 1, groups: attributes.integer('numGroups'), epsilon: attributes.number('eps') }
  attributes.only('channelAxis', 1)
  return differentiate({ x, gamma, beta }, inputs.tensorOrNull('dy'), () =>
    ops.groupNormalize(x, { ...options, gamma, beta }),
  )
})

/** InstanceNorm by the layer, with as many training steps as there are inputs for. */
export const instanceNorm: CaseRunner = scoped((subject) => {
  const steps = subject.inputs.names(/^x_\d+$/).length
  return trainingSteps(subject, instanceNormalization(runningOptions(subject)), steps)
})
