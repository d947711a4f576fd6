import { ops, type Tensor } from '@evenkeel/core'
import type { CaseRunner } from '../case/subject.js'
import { operator, type OnnxNode } from './node.js'

/** Runners of the normalizers by operator. */
export const normalization: Readonly<Record<string, CaseRunner>> = {
  LayerNormalization: operator((node) => {
    const x = node.tensor(0)
    const { axes, epsilon } = trailing(node, x)
    const y = ops.layerNormalize(x, { axes, gamma: node.tensor(1), beta: node.tensorOrNull(2), epsilon })
    return [y, ...(node.wants(1) || node.wants(2) ? rowStatistics(x, axes, epsilon) : [])]
  }),

  RMSNormalization: operator((node) => {
    const x = node.tensor(0)
    const { axes, epsilon } = trailing(node, x)
    return ops.rmsNormalize(x, { axes, gamma: node.tensor(1), epsilon })
  }),

  GroupNormalization: operator((node) => {
    node.requireOpset(21)
    node.attributes.only('stash_type', 1)
    return groups(node, node.tensor(0), node.attributes.integer('num_groups'))
  }),

  InstanceNormalization: operator((node) => {
    const x = node.tensor(0)
    return groups(node, x, x.shape[1])
  }),

  LpNormalization: operator((node) => {
    const x = node.tensor(0)
    const over = { axis: node.attributes.integer('axis', -1), keepDims: true }
    node.attributes.only('p', 1, 2)
    const absolute = node.attributes.integer('p', 2) === 1
    return ops.div(x, absolute ? ops.sum(ops.abs(x), over) : ops.sqrt(ops.sum(ops.square(x), over)))
  }),
}

/** Channels of axis 1 in groups; as many groups as channels is instance norm. */
function groups(node: OnnxNode, x: Tensor, groups: number): Tensor {
  const epsilon = node.attributes.number('epsilon', 1e-5)
  return ops.groupNormalize(x, { axis: 1, groups, epsilon, gamma: node.tensor(1), beta: node.tensor(2) })
}

/** How many axes, from `axis` to the last, are normalized together. */
function trailing({ attributes }: OnnxNode, x: Tensor): { readonly axes: number; readonly epsilon: number } {
  attributes.only('stash_type', 1)
  const axis = attributes.integer('axis', -1)
  return { axes: axis < 0 ? -axis : x.rank - axis, epsilon: attributes.number('epsilon', 1e-5) }
}

/** Mean and 1/√(variance + ε) of each row, from the statistics that batch norm's operation proposes. */
function rowStatistics(x: Tensor, axes: number, epsilon: number): [Tensor, Tensor] {
  const kept = x.shape.map((extent, axis) => (axis < x.rank - axes ? extent : 1))
  const groups = kept.reduce((size, extent) => size * extent, 1)
  const view = { groups, outer: 1, channels: 1, inner: x.size / Math.max(1, groups) }
  const { statistics } = ops.batchNormalize(x, { view, gamma: null, beta: null, epsilon })
  const variance = ops.div(statistics.m2, statistics.count)
  const mean = ops.add(statistics.center, statistics.residual)
  return [ops.reshape(mean, kept), ops.reshape(ops.rsqrt(ops.linear(variance, 1, epsilon)), kept)]
}
