import { differentiate } from '../compute/differentiate.js'
import { groupNormalize, instanceNormalize } from '../compute/group-normalize.js'
import { scoped, type CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/** GroupNorm over channel axis 1. */
export const groupNorm: CaseRunner = scoped(({ attributes, inputs }) => {
  const x = inputs.tensor('x')
  const gamma = inputs.tensorOrNull('gamma')
  const beta = inputs.tensorOrNull('beta')
  const groups = attributes.integer('numGroups')
  const epsilon = attributes.number('eps')
  attributes.only('channelAxis', 1)
  return differentiate({ x, gamma, beta }, inputs.tensorOrNull('dy'), () =>
    groupNormalize(x, { groups, epsilon, gamma, beta }),
  )
})

/** InstanceNorm without running statistics, for which there is no layer. */
export const instanceNorm: CaseRunner = scoped(({ attributes, inputs }) => {
  if (attributes.flag('trackRunningStats')) throw new Unsupported('no such layer yet')
  const x = inputs.tensor('x_1')
  const affine = attributes.flag('affine')
  const gamma = affine ? inputs.tensor('gamma') : null
  const beta = affine ? inputs.tensor('beta') : null
  const epsilon = attributes.number('eps')
  attributes.only('channelAxis', 1)
  attributes.without('momentum')
  const outputs = differentiate({ x, gamma, beta }, inputs.tensorOrNull('dy_1'), () =>
    instanceNormalize(x, { epsilon, gamma, beta }),
  )
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => [`${name}_1`, output]))
})
