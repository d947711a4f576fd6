import { ops } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'
import { operator } from './node.js'
import { axisWindows, channelsFirst, channelsLast } from './windows.js'

/** Conv over one or two axes: x [N, C, …], W [filters, C / group, …], B [filters]. */
export const convolution: CaseRunner = operator((node) => {
  const { attributes } = node
  const x = node.tensor(0)
  const weight = node.tensor(1)
  const bias = node.tensorOrNull(2)
  const sizes = weight.shape.slice(2)
  if (attributes.has('kernel_shape') && attributes.integers('kernel_shape').join() !== sizes.join()) {
    throw new Unsupported('kernel_shape is not that of W')
  }
  const windows = axisWindows(node, x.shape.slice(2), sizes)
  const groups = attributes.integer('group', 1)
  const axes = weight.shape.map((_, axis) => axis)
  const filters = ops.transpose(weight, [...axes.slice(2), 1, 0])
  if (windows.length === 1) {
    const [{ stride: strides, dilation: dilations, padding }] = windows
    return channelsFirst(ops.conv1d(channelsLast(x), filters, bias, { strides, dilations, padding, groups }))
  }
  if (windows.length !== 2) throw new Unsupported(`windows over ${windows.length} axes`)
  const [rows, columns] = windows
  const y = ops.conv2d(channelsLast(x), filters, bias, {
    strides: [rows.stride, columns.stride],
    dilations: [rows.dilation, columns.dilation],
    padding: [rows.padding, columns.padding],
    groups,
  })
  return channelsFirst(y)
})
