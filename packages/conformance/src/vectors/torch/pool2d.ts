import { ops, type Tensor } from '@evenkeel/core'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner, type CaseSubject } from '../case/subject.js'
import { pairs } from './window-attributes.js'

/** MaxPool2d with the positions of the maxima, x [N, C, H, W]. */
export const maxPool2d: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const x = inputs.tensor('x')
  const options = { ...windowOptions(subject), dilations: pairs(subject, 'dilation') }
  attributes.without('returnIndices')
  const gradients = differentiate({ x }, inputs.tensorOrNull('dy'), () =>
    channelsLast(x, (planes) => ops.maxPool2d(planes, options)),
  )
  const positions = channelsLast(x, (planes) => ops.maxPool2dWithIndices(planes, options).indices)
  return { ...gradients, indices: positions }
})

/** AvgPool2d, x [N, C, H, W]. */
export const averagePool2d: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const x = inputs.tensor('x')
  const options = {
    ...windowOptions(subject),
    countIncludePadding: attributes.flag('countIncludePad'),
    divisor: attributes.has('divisorOverride') ? attributes.numberOrNull('divisorOverride') : null,
  }
  return differentiate({ x }, inputs.tensorOrNull('dy'), () =>
    channelsLast(x, (planes) => ops.averagePool2d(planes, options)),
  )
})

/** What both have: without strides the windows stand side by side. */
function windowOptions(subject: CaseSubject) {
  const { data, attributes } = subject
  const poolSize = pairs(subject, 'kernel')
  const given = data.attributes.stride ?? null
  if (given === null) attributes.without('stride')
  return {
    poolSize,
    strides: given === null ? poolSize : pairs(subject, 'stride'),
    padding: pairs(subject, 'padding'),
    ceilMode: attributes.flag('ceilMode'),
  }
}

function channelsLast(x: Tensor, pool: (planes: Tensor) => Tensor): Tensor {
  return ops.transpose(pool(ops.transpose(x, [0, 2, 3, 1])), [0, 3, 1, 2])
}
