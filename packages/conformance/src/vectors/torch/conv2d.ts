import { ops } from '@evenkeel/core'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner } from '../case/subject.js'
import { pairs, paddings } from './window-attributes.js'

/**
 * Conv2d. PyTorch keeps planes as [N, C, H, W] and the weight as [filters, C / groups, height, width], so both are
 * turned, and their gradients with them.
 */
export const conv2d: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const x = inputs.tensor('x')
  const weight = inputs.tensor('weight')
  const bias = attributes.flag('bias') ? inputs.tensor('bias') : null
  const options = {
    strides: pairs(subject, 'stride'),
    padding: paddings(subject),
    dilations: pairs(subject, 'dilation'),
    groups: attributes.integer('groups'),
  }
  return differentiate({ x, weight, bias }, inputs.tensorOrNull('dy'), () => {
    const planes = ops.transpose(x, [0, 2, 3, 1])
    const y = ops.conv2d(planes, ops.transpose(weight, [2, 3, 1, 0]), bias, options)
    return ops.transpose(y, [0, 3, 1, 2])
  })
})
