import { ops } from '@evenkeel/core'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/** y = x·Wᵀ + b. PyTorch keeps the weight as [out, in], so it is turned, and its gradient with it. */
export const linear: CaseRunner = scoped(({ attributes, inputs }) => {
  const x = inputs.tensor('x')
  const weight = inputs.tensor('weight')
  const bias = attributes.flag('bias') ? inputs.tensor('bias') : null
  const shape = [attributes.integer('outFeatures'), attributes.integer('inFeatures')]
  if (weight.shape.join() !== shape.join()) throw new Unsupported('weight is not [outFeatures, inFeatures]')
  return differentiate({ x, weight, bias }, inputs.tensorOrNull('dy'), () => ops.dense(x, ops.transpose(weight), bias))
})
